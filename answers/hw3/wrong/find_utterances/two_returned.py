# returns utterances and metadata only
# test_find_utterances_lists: expected 4 lists (utterances, metadata, digits, speakers), got tuple of 2
# test_find_utterances_others: expected 4 lists (utterances, metadata, digits, speakers), got tuple of 2
from pathlib import Path


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for f in sorted(Path(path).glob("[0-9]_*_*.wav")):
        utterances.append(str(f))
        metadata.append([int(f.name[0]), f.name.split("_")[1]])
    return utterances, metadata
