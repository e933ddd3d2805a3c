# digit pattern \d+ takes 12_bo_3.wav
# test_find_utterances_others: is taken for a recording
import os
import re


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for name in sorted(os.listdir(path)):
        if not re.fullmatch(r"\d+_[a-z]+_\d+\.wav", name):
            continue
        d, s = int(name.split("_")[0]), name.split("_")[1]
        utterances.append(os.path.join(path, name))
        metadata.append([d, s])
        digits.append(d)
        speakers.append(s)
    return utterances, metadata, digits, speakers
