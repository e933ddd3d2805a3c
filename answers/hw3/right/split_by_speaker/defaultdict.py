# defaultdict and extra keys
from collections import defaultdict


def split_by_speaker(utterances, digits, speakers, test_speakers):
    train = defaultdict(list)
    test = defaultdict(list)
    met = set()
    for utterance, digit, speaker in zip(utterances, digits, speakers):
        if utterance in met:
            continue
        met.add(utterance)
        part = test if speaker in test_speakers else train
        part["utt"].append(utterance)
        part["dgt"].append(digit)
        part["spk"].append(speaker)
    return train, test
