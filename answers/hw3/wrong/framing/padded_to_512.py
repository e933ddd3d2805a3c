# each frame is padded to n_fft already
# test_framing: samples=200], got [11, 512]
def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    length, hop = round(winlen * srate), round(winstep * srate)
    n = 1 + max(0, int(np.ceil((len(signal) - length) / hop)))
    padded = np.append(signal, np.zeros((n - 1) * hop + length - len(signal)))
    frames = np.zeros((n, 512))
    for t in range(n):
        frames[t, :length] = padded[t * hop : t * hop + length] * winfunc(length)
    return frames
