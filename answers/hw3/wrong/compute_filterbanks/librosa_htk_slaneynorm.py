# librosa htk=True, norm='slaney' left
# test_compute_filterbanks: each triangle should have height 1
import librosa


def compute_filterbanks(spec, n_fft=512, n_filters=40, srate=8000):
    return spec @ librosa.filters.mel(sr=srate, n_fft=n_fft, n_mels=n_filters, htk=True).T
