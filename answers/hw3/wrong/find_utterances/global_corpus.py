# uses corpus.path, ignores the argument
# test_find_utterances_lists: recordings, but utterances has
# test_find_utterances_others: recording named {digit}_{speaker}_{index}.wav is missing


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    for f in sorted(corpus.path.glob("*.wav")):
        d, s, _ = f.stem.split("_")
        utterances.append(str(f))
        metadata.append([int(d), s])
        digits.append(int(d))
        speakers.append(s)
    return utterances, metadata, digits, speakers
