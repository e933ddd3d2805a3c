# sorted by (digit, speaker, int index), not by name
# test_find_utterances_lists: in the order of sorted file names
import os
import re


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for name in sorted(
        [n for n in os.listdir(path) if re.fullmatch(r"\d_[A-Za-z]+_\d+\.wav", n)],
        key=lambda n: (int(n.split("_")[0]), n.split("_")[1], int(n.split("_")[2][:-4])),
    ):
        if not re.fullmatch(r"\d_[A-Za-z]+_\d+\.wav", name):
            continue
        d, s = int(name.split("_")[0]), name.split("_")[1]
        utterances.append(os.path.join(path, name))
        metadata.append([d, s])
        digits.append(d)
        speakers.append(s)
    return utterances, metadata, digits, speakers
