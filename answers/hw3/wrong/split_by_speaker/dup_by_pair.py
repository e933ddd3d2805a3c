# duplicates judged by (digit, speaker): loses takes
# test_split_by_speaker_disjoint: an utterance is in neither part
def split_by_speaker(utterances, digits, speakers, test_speakers):
    train = {"utt": [], "dgt": [], "spk": []}
    test = {"utt": [], "dgt": [], "spk": []}
    seen = set()
    for u, d, s in zip(utterances, digits, speakers):
        if (d, s) in seen:
            continue
        seen.add((d, s))
        part = test if s in test_speakers else train
        part["utt"].append(u)
        part["dgt"].append(d)
        part["spk"].append(s)

    return train, test
