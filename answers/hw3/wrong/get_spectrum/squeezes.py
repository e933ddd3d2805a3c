# a single frame comes back without its axis
# test_get_spectrum: expected shape [frames=1, bins=
def get_spectrum(frames, n_fft=512):
    return np.squeeze(np.abs(np.fft.rfft(frames, n_fft)))
