# only the suffix .wav is checked, name split without check
# test_find_utterances_others: is taken for a recording
import os


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for name in sorted(os.listdir(path)):
        if not name.endswith(".wav"):
            continue
        if len(name.split("_")) < 2:
            continue
        if not name[0].isdigit():
            continue
        d, s = int(name.split("_")[0]), name.split("_")[1]
        utterances.append(os.path.join(path, name))
        metadata.append([d, s])
        digits.append(d)
        speakers.append(s)
    return utterances, metadata, digits, speakers
