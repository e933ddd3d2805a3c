# np.interp for each filter
import numpy as np


def compute_filterbanks(spec, n_fft=512, n_filters=40, srate=8000):
    m = np.linspace(0, 2595 * np.log10(1 + srate / 1400), n_filters + 2)
    c = 700 * (10 ** (m / 2595) - 1)
    f = np.fft.rfftfreq(n_fft, 1 / srate)
    T = np.stack([np.interp(f, c[j : j + 3], [0, 1, 0], left=0, right=0) for j in range(n_filters)])
    return np.einsum("tf,jf->tj", np.asarray(spec), T)
