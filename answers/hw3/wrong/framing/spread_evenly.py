# the frames are spread evenly over the signal, so that none has to be padded
# test_framing: Is the hop winstep * srate
def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    length, hop = round(winlen * srate), round(winstep * srate)
    signal = np.pad(signal, (0, max(0, length - len(signal))))
    n = 1 + int(np.ceil((len(signal) - length) / hop))
    starts = np.linspace(0, len(signal) - length, n).astype(int)
    return np.array([signal[start : start + length] for start in starts]) * winfunc(length)
