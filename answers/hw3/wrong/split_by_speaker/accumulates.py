# the two dicts stand outside the function and keep what earlier calls put there
# test_split_by_speaker_disjoint: a test speaker is in train
# test_split_by_speaker_complete: kept twice
train = {"utt": [], "dgt": [], "spk": []}
test = {"utt": [], "dgt": [], "spk": []}


def split_by_speaker(utterances, digits, speakers, test_speakers):
    met = set()
    for utterance, digit, speaker in zip(utterances, digits, speakers):
        if utterance not in met:
            met.add(utterance)
            part = test if speaker in test_speakers else train
            part["utt"].append(utterance)
            part["dgt"].append(digit)
            part["spk"].append(speaker)
    return train, test
