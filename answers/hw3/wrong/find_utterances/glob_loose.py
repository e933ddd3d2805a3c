# glob '[0-9]_*_*.wav' also takes 6_bo_1_loud.wav
# test_find_utterances_others: is taken for a recording
from pathlib import Path


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for f in sorted(Path(path).glob("[0-9]_*_*.wav")):
        p = f.stem.split("_")
        utterances.append(str(f))
        metadata.append([int(p[0]), p[1]])
        digits.append(int(p[0]))
        speakers.append(p[1])
    return utterances, metadata, digits, speakers
