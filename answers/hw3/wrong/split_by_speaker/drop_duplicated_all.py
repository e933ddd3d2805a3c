# an utterance listed twice is dropped altogether
# test_split_by_speaker_complete: are in neither part
def split_by_speaker(utterances, digits, speakers, test_speakers):
    train = {"utt": [], "dgt": [], "spk": []}
    test = {"utt": [], "dgt": [], "spk": []}
    seen = set()
    for u, d, s in zip(utterances, digits, speakers):
        if list(utterances).count(u) > 1:
            continue
        part = test if s in test_speakers else train
        part["utt"].append(u)
        part["dgt"].append(d)
        part["spk"].append(s)
    return train, test
