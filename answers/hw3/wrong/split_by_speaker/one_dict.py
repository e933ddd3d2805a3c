# returns one nested dict
# test_split_by_speaker_disjoint: expected 2 dicts (train, test), got dict
# test_split_by_speaker_complete: expected 2 dicts (train, test), got dict
def split_by_speaker(utterances, digits, speakers, test_speakers):
    train = {"utt": [], "dgt": [], "spk": []}
    test = {"utt": [], "dgt": [], "spk": []}
    met = set()
    for utterance, digit, speaker in zip(utterances, digits, speakers):
        if utterance in met:
            continue
        met.add(utterance)
        part = test if speaker in test_speakers else train
        part["utt"].append(utterance)
        part["dgt"].append(digit)
        part["spk"].append(speaker)
    return {"train": train, "test": test}
