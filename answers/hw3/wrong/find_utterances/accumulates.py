# the lists stand outside the function and grow from call to call
# test_find_utterances_lists: but utterances has
# test_find_utterances_others: is taken for a recording
import re

found, labels, all_digits, all_speakers = [], [], [], []


def find_utterances(path):
    for file in sorted(Path(path).iterdir(), key=lambda file: file.name):
        label = re.fullmatch(r"(\d)_([^_]+)_\d+\.wav", file.name)
        if label:
            found.append(str(file))
            labels.append([int(label[1]), label[2]])
            all_digits.append(int(label[1]))
            all_speakers.append(label[2])
    return found, labels, all_digits, all_speakers
