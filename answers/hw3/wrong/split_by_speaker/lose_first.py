# range(1, len): first lost
# test_split_by_speaker_disjoint: an utterance is in neither part
# test_split_by_speaker_complete: are in neither part
def split_by_speaker(utterances, digits, speakers, test_speakers):
    train = {"utt": [], "dgt": [], "spk": []}
    test = {"utt": [], "dgt": [], "spk": []}
    seen = set()
    for u, d, s in list(zip(utterances, digits, speakers))[1:]:
        if u in seen:
            continue
        seen.add(u)
        part = test if s in test_speakers else train
        part["utt"].append(u)
        part["dgt"].append(d)
        part["spk"].append(s)

    return train, test
