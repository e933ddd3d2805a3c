# every file is taken
# test_find_utterances_lists: speakers should be the name between the two '_'
# test_find_utterances_others: is taken for a recording
import os


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for name in sorted(os.listdir(path)):
        d, s = name[0], name.split("_")[-1]
        utterances.append(os.path.join(path, name))
        metadata.append([d, s])
        digits.append(d)
        speakers.append(s)
    return utterances, metadata, digits, speakers
