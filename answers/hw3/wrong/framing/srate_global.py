# srate of the notebook (global) used
# test_framing: TypeError: framing
# test_mfccs_chain: TypeError: framing
# test_mfccs_resampling: TypeError: framing
# test_process_contextual_level_windows: TypeError: framing
# test_process_contextual_level_labels: TypeError: framing
import numpy as np


def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, sr=8000):
    L, H = int(round(winlen * srate)), int(round(winstep * srate))
    n = 1 + max(0, int(np.ceil((len(signal) - L) / H)))
    padded = np.append(signal, np.zeros(max(0, (n - 1) * H + L - len(signal))))
    w = winfunc(L)
    return np.array([padded[i * H : i * H + L] * w for i in range(n)])
