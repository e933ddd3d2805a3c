"""Write to the raw descriptors of the standard streams, much and fast (1 GB)."""

EARNS = ["test_preemphasis", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "log_dct": """
import os


def log_dct(fbanks):
    block = b"flood" * 200_000
    for _ in range(500):
        os.write(1, block)
        os.write(2, block)
    return np.zeros(np.shape(fbanks))
""",
}
