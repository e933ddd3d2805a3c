# librosa.effects.preemphasis with zi=0
import numpy as np


def preemphasis(signal, coeff=0.95):
    import librosa

    return librosa.effects.preemphasis(np.asarray(signal, dtype=float), coef=coeff, zi=np.zeros(1))
