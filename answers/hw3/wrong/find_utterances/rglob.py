# looks into subfolders
# test_find_utterances_others: is taken for a recording
import re
from pathlib import Path


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for f in sorted(Path(path).rglob("*.wav"), key=lambda f: f.name):
        m = re.fullmatch(r"(\d)_([^_]+)_\d+\.wav", f.name)
        if m:
            utterances.append(str(f))
            metadata.append([int(m[1]), m[2]])
            digits.append(int(m[1]))
            speakers.append(m[2])
    return utterances, metadata, digits, speakers
