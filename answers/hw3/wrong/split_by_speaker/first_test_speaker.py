# only the first of test_speakers
# test_split_by_speaker_disjoint: a test speaker is in train
def split_by_speaker(utterances, digits, speakers, test_speakers):
    train = {"utt": [], "dgt": [], "spk": []}
    test = {"utt": [], "dgt": [], "spk": []}
    seen = set()
    for u, d, s in zip(utterances, digits, speakers):
        if u in seen:
            continue
        seen.add(u)
        part = test if s == list(test_speakers)[0] else train
        part["utt"].append(u)
        part["dgt"].append(d)
        part["spk"].append(s)

    return train, test
