# librosa.stft of each frame, rectangular, no centre
import numpy as np


def get_spectrum(frames, n_fft=512):
    import librosa

    f = np.pad(np.asarray(frames, float), ((0, 0), (0, n_fft - np.shape(frames)[1])))
    return np.abs(
        np.concatenate(
            [
                librosa.stft(r, n_fft=n_fft, hop_length=n_fft, window=np.ones(n_fft), center=False)
                for r in f
            ],
            axis=1,
        )
    ).T
