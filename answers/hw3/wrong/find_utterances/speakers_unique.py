# digits and speakers are unique values, not per utterance
# test_find_utterances_lists: recordings, but digits has
from pathlib import Path


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for f in sorted(Path(path).glob("[0-9]_*_*.wav")):
        p = f.stem.split("_")
        if len(p) != 3:
            continue
        utterances.append(str(f))
        metadata.append([int(p[0]), p[1]])
    digits = sorted({m[0] for m in metadata})
    speakers = sorted({m[1] for m in metadata})
    return utterances, metadata, digits, speakers
