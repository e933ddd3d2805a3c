# indices, dict.fromkeys for duplicates
def split_by_speaker(utterances, digits, speakers, test_speakers):
    keep = [i for i, u in enumerate(utterances) if utterances.index(u) == i]
    tr = [i for i in keep if speakers[i] not in test_speakers]
    te = [i for i in keep if speakers[i] in test_speakers]
    f = lambda ix: {
        "utt": [utterances[i] for i in ix],
        "dgt": [digits[i] for i in ix],
        "spk": [speakers[i] for i in ix],
    }
    return f(tr), f(te)
