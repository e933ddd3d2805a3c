# duplicates judged by file name, not by path
# test_split_by_speaker_complete: are in neither part
def split_by_speaker(utterances, digits, speakers, test_speakers):
    train = {"utt": [], "dgt": [], "spk": []}
    test = {"utt": [], "dgt": [], "spk": []}
    seen = set()
    for u, d, s in zip(utterances, digits, speakers):
        n = str(u).split("/")[-1]
        if n in seen:
            continue
        seen.add(n)
        part = test if s in test_speakers else train
        part["utt"].append(u)
        part["dgt"].append(d)
        part["spk"].append(s)

    return train, test
