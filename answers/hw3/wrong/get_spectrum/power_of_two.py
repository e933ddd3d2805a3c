# n_fft is rounded up to a power of two
# test_get_spectrum: expected shape [frames=2, bins=
def get_spectrum(frames, n_fft=512):
    return np.abs(np.fft.rfft(frames, 2 ** int(np.ceil(np.log2(n_fft)))))
