# keys utterances/digits/speakers
# test_split_by_speaker_disjoint: a dict with the keys
# test_split_by_speaker_complete: dicts with the keys
def split_by_speaker(utterances, digits, speakers, test_speakers):
    train = {"utterances": [], "dgt": [], "spk": []}
    test = {"utterances": [], "dgt": [], "spk": []}
    met = set()
    for utterance, digit, speaker in zip(utterances, digits, speakers):
        if utterance in met:
            continue
        met.add(utterance)
        part = test if speaker in test_speakers else train
        part["utterances"].append(utterance)
        part["dgt"].append(digit)
        part["spk"].append(speaker)
    return train, test
