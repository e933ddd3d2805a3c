# absolute resolved paths
import re
from pathlib import Path


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for f in sorted(Path(path).resolve().iterdir()):
        m = re.match(r"^(\d)_([A-Za-z]+)_(\d+)\.wav$", f.name)
        if m is None:
            continue
        utterances.append(str(f))
        metadata.append([int(m[1]), m[2]])
        digits.append(int(m[1]))
        speakers.append(m[2])
    return utterances, metadata, digits, speakers
