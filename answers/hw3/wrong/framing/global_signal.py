# frames the global signal
# test_framing: Is the tail padded, not dropped
def framing(x, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    frame_len, frame_step = round(winlen * srate), round(winstep * srate)
    n_frames = 1 + max(0, int(np.ceil((len(signal) - frame_len) / frame_step)))
    padded = np.zeros((n_frames - 1) * frame_step + frame_len)
    padded[: len(signal)] = signal
    index = np.arange(frame_len) + frame_step * np.arange(n_frames)[:, None]
    return padded[index] * winfunc(frame_len)
