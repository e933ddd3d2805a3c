# train holds everything, test is right
# test_split_by_speaker_disjoint: a test speaker is in train
# test_split_by_speaker_complete: an utterance that was listed twice is kept twice
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
    train = {"utt": list(utterances), "dgt": list(digits), "spk": list(speakers)}
    return train, test
