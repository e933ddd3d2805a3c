# of duplicates the last is kept (dict)
def split_by_speaker(utterances, digits, speakers, test_speakers):
    known = {u: (d, s) for u, d, s in zip(utterances, digits, speakers)}
    parts = {False: {"utt": [], "dgt": [], "spk": []}, True: {"utt": [], "dgt": [], "spk": []}}
    for u, (d, s) in known.items():
        p = parts[s in list(test_speakers)]
        p["utt"].append(u)
        p["dgt"].append(d)
        p["spk"].append(s)
    return parts[False], parts[True]
