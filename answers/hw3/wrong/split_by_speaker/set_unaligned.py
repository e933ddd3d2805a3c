# duplicates removed from utt only by sorted(set(...))
# test_split_by_speaker_complete: equally many entries
def split_by_speaker(utterances, digits, speakers, test_speakers):
    train = {"utt": [], "dgt": [], "spk": []}
    test = {"utt": [], "dgt": [], "spk": []}
    seen = set()
    for u, d, s in zip(utterances, digits, speakers):
        part = test if s in test_speakers else train
        part["utt"].append(u)
        part["dgt"].append(d)
        part["spk"].append(s)
    for p in (train, test):
        p["utt"] = sorted(set(p["utt"]))
    return train, test
