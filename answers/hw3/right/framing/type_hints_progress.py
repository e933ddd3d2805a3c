# type hints, other names for the variables, a progress bar on stderr and a warning
import sys
import warnings
from collections.abc import Callable

from tqdm import tqdm


def framing(
    signal: np.ndarray,
    winlen: float = 0.025,
    winstep: float = 0.01,
    winfunc: Callable[[int], np.ndarray] = np.hamming,
    srate: int = 8000,
) -> np.ndarray:
    size, hop = round(winlen * srate), round(winstep * srate)
    count = max(1, 1 + -(-(len(signal) - size) // hop))
    rows: list[np.ndarray] = []
    warnings.warn(f"{count} frames", stacklevel=2)
    for position in tqdm(range(0, count * hop, hop), "frames", file=sys.stderr):
        piece = np.asarray(signal[position : position + size], dtype=float)
        rows.append(np.pad(piece, (0, size - len(piece))) * winfunc(size))
    return np.stack(rows)
