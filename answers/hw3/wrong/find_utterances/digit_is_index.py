# digit read from the last part of the name
# test_find_utterances_lists: digits should be the number in front of the first
import os
import re


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for name in sorted(os.listdir(path)):
        if not re.fullmatch(r"\d_[A-Za-z]+_\d+\.wav", name):
            continue
        d, s = int(name.split("_")[2][:-4]), name.split("_")[1]
        utterances.append(os.path.join(path, name))
        metadata.append([d, s])
        digits.append(d)
        speakers.append(s)
    return utterances, metadata, digits, speakers
