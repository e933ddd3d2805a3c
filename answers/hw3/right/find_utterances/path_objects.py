# Path objects, glob
import re
from pathlib import Path


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for f in sorted(Path(path).glob("*.wav")):
        m = re.match(r"^(\d)_([A-Za-z]+)_(\d+)$", f.stem)
        if m is None:
            continue
        utterances.append(f)
        metadata.append([int(m[1]), m[2]])
        digits.append(int(m[1]))
        speakers.append(m[2])
    return utterances, metadata, digits, speakers
