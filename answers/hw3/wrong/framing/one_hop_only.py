# all frames but the first hold one hop of samples, and zeros
# test_framing: samples that follow each other
def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    length, hop = round(winlen * srate), round(winstep * srate)
    n = 1 + max(0, int(np.ceil((len(signal) - length) / hop)))
    frames = np.zeros((n, length))
    for t in range(n):
        piece = signal[t * hop : t * hop + (length if t == 0 else hop)]
        frames[t, : len(piece)] = piece
    return frames * winfunc(length)
