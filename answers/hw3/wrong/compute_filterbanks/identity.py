# returns its input cut
# test_compute_filterbanks: equally spaced in mel between 0 Hz and srate / 2
def compute_filterbanks(spec, n_fft=512, n_filters=40, srate=8000):
    return spec[:, :n_filters]
