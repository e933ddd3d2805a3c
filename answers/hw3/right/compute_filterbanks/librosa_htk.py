# librosa.filters.mel(htk=True, norm=None), float32
import librosa


def compute_filterbanks(spec, n_fft=512, n_filters=40, srate=8000):
    return (
        np.asarray(spec)
        @ librosa.filters.mel(sr=srate, n_fft=n_fft, n_mels=n_filters, htk=True, norm=None).T
    )
