# the triangles are kept by n_fft and n_filters alone: another rate gets those of the first
# test_compute_filterbanks: equally spaced in mel
banks = {}


def compute_filterbanks(spec, n_fft=512, n_filters=40, srate=8000):
    if (n_fft, n_filters) not in banks:
        highest = 2595 * np.log10(1 + srate / 2 / 700)
        corners = 700 * (10 ** (np.linspace(0, highest, n_filters + 2) / 2595) - 1)
        left, centre, right = corners[:-2, None], corners[1:-1, None], corners[2:, None]
        frequencies = np.arange(n_fft // 2 + 1) * srate / n_fft
        rising = (frequencies - left) / (centre - left)
        falling = (right - frequencies) / (right - centre)
        banks[n_fft, n_filters] = np.maximum(0, np.minimum(rising, falling)).T
    return spec @ banks[n_fft, n_filters]
