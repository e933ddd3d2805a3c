# each list sorted by itself
# test_split_by_speaker_complete: stands beside the wrong utterance
def split_by_speaker(utterances, digits, speakers, test_speakers):
    train = {"utt": [], "dgt": [], "spk": []}
    test = {"utt": [], "dgt": [], "spk": []}
    seen = set()
    for u, d, s in zip(utterances, digits, speakers):
        if u in seen:
            continue
        seen.add(u)
        part = test if s in test_speakers else train
        part["utt"].append(u)
        part["dgt"].append(d)
        part["spk"].append(s)
    for p in (train, test):
        for k in p:
            p[k] = sorted(p[k])
    return train, test
