# dgt made of file-name prefix
# test_split_by_speaker_complete: stands beside the wrong utterance
def split_by_speaker(utterances, digits, speakers, test_speakers):
    train = {"utt": [], "dgt": [], "spk": []}
    test = {"utt": [], "dgt": [], "spk": []}
    met = set()
    for utterance, digit, speaker in zip(utterances, digits, speakers):
        if utterance in met:
            continue
        met.add(utterance)
        part = test if speaker in test_speakers else train
        part["utt"].append(utterance)
        part["dgt"].append(int(str(utterance)[0]) if str(utterance)[0].isdigit() else 0)
        part["spk"].append(speaker)
    return train, test
