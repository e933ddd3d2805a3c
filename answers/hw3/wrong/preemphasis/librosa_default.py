# librosa.effects.preemphasis with its default zi (y[0] differs)
# test_preemphasis: y[0] should be x[0]
import numpy as np


def preemphasis(signal, coeff=0.95):
    import librosa

    return librosa.effects.preemphasis(np.asarray(signal, dtype=float), coef=coeff)
