# keyword arguments throughout, an assert of the student's own
def get_spectrum(frames, n_fft=512):
    transform = np.fft.rfft(a=frames, n=n_fft, axis=-1)
    assert transform.shape[-1] == n_fft // 2 + 1, "bins"
    return np.sqrt(np.square(transform.real) + np.square(transform.imag))
