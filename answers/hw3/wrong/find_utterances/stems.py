# the names without .wav
# test_find_utterances_lists: with its full file name
# test_find_utterances_others: recording named {digit}_{speaker}_{index}.wav is missing
from pathlib import Path


def find_utterances(path):
    utterances, metadata = [], []
    for file in sorted(Path(path).glob("*.wav")):
        parts = file.stem.split("_")
        if len(parts) == 3 and len(parts[0]) == 1 and parts[0].isdigit() and parts[2].isdigit():
            utterances.append(str(file.with_suffix("")))
            metadata.append([int(parts[0]), parts[1]])
    return utterances, metadata, [m[0] for m in metadata], [m[1] for m in metadata]
