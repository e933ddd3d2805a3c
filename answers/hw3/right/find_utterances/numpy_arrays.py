# digits and speakers as numpy arrays, metadata as an object array
import re
from pathlib import Path


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for f in sorted(Path(path).glob("*.wav")):
        m = re.match(r"^(\d)_([A-Za-z]+)_(\d+)$", f.stem)
        if m is None:
            continue
        utterances.append(str(f))
        metadata.append([int(m[1]), m[2]])
        digits.append(int(m[1]))
        speakers.append(m[2])
    import numpy as np

    return np.array(utterances), np.array(metadata), np.array(digits), np.array(speakers)
