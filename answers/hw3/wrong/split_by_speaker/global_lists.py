# walks the notebook's lists, not the arguments
# test_split_by_speaker_disjoint: an utterance is in neither part
# test_split_by_speaker_complete: are in neither part
_sp, _dg = speakers, digits
_ut = utterances


def split_by_speaker(utterances, digits, speakers, test_speakers):
    train = {"utt": [], "dgt": [], "spk": []}
    test = {"utt": [], "dgt": [], "spk": []}
    seen = set()
    for u, d, s in zip(_ut, _dg, _sp):
        part = test if s in test_speakers else train
        part["utt"].append(u)
        part["dgt"].append(d)
        part["spk"].append(s)
    return train, test
