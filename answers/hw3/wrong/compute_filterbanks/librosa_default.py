# librosa.filters.mel with its defaults (Slaney scale and norm)
# test_compute_filterbanks: equally spaced in mel between 0 Hz and srate / 2
import librosa


def compute_filterbanks(spec, n_fft=512, n_filters=40, srate=8000):
    return spec @ librosa.filters.mel(sr=srate, n_fft=n_fft, n_mels=n_filters).T
