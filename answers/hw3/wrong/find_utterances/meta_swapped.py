# metadata is [speaker, digit]
# test_find_utterances_lists: metadata[i] should be [digit, speaker]
import os
import re


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for name in sorted(os.listdir(path)):
        if not re.fullmatch(r"\d_[A-Za-z]+_\d+\.wav", name):
            continue
        d, s = int(name.split("_")[0]), name.split("_")[1]
        utterances.append(os.path.join(path, name))
        metadata.append([s, d])
        digits.append(d)
        speakers.append(s)
    return utterances, metadata, digits, speakers
