# numpy arrays in the dicts
import numpy as np


def split_by_speaker(utterances, digits, speakers, test_speakers):
    u, first = np.unique(utterances, return_index=True)
    d, s = np.array(digits)[first], np.array(speakers)[first]
    m = np.isin(s, list(test_speakers))
    return {"utt": u[~m], "dgt": d[~m], "spk": s[~m]}, {"utt": u[m], "dgt": d[m], "spk": s[m]}
