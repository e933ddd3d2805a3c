# labels are filtered by speaker, the utterances cut at the same count
# test_split_by_speaker_disjoint: not by file names or positions
# test_split_by_speaker_complete: stands beside the wrong utterance
def split_by_speaker(utterances, digits, speakers, test_speakers):
    first = {u: (d, s) for u, d, s in zip(utterances, digits, speakers)}
    train = [label for label in first.values() if label[1] not in test_speakers]
    test = [label for label in first.values() if label[1] in test_speakers]
    paths, n = list(first), len(train)
    return (
        {"utt": paths[:n], "dgt": [d for d, _ in train], "spk": [s for _, s in train]},
        {"utt": paths[n:], "dgt": [d for d, _ in test], "spk": [s for _, s in test]},
    )
