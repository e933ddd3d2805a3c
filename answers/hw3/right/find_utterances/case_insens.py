# accepts .WAV too (re.I), ascii names
import re
from pathlib import Path


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for f in sorted(Path(path).iterdir()):
        m = re.fullmatch(r"(\d)_([a-z]+)_(\d+)\.wav", f.name, re.I)
        if not m:
            continue
        utterances.append(str(f))
        metadata.append([int(m[1]), m[2]])
        digits.append(int(m[1]))
        speakers.append(m[2])
    return utterances, metadata, digits, speakers
