# only the suffix is checked; int() of 'silence' crashes
# test_find_utterances_others: ValueError: invalid literal for int
import os


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for name in sorted(os.listdir(path)):
        if not name.endswith(".wav"):
            continue
        d, s = int(name.split("_")[0]), name.split("_")[1]
        utterances.append(os.path.join(path, name))
        metadata.append([d, s])
        digits.append(d)
        speakers.append(s)
    return utterances, metadata, digits, speakers
