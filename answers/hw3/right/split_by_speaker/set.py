# test_speakers to a set
def split_by_speaker(utterances, digits, speakers, test_speakers):
    train = {"utt": [], "dgt": [], "spk": []}
    test = {"utt": [], "dgt": [], "spk": []}
    seen = set()
    for u, d, s in zip(utterances, digits, speakers):
        if u in seen:
            continue
        seen.add(u)
        part = test if s in set(test_speakers) else train
        part["utt"].append(u)
        part["dgt"].append(d)
        part["spk"].append(s)

    return train, test
