# no return
# test_framing: returned None
# test_mfccs_chain: returned None
# test_mfccs_resampling: AxisError: axis -1 is out of bounds for
# test_process_contextual_level_windows: AxisError: axis -1 is out of bounds for
# test_process_contextual_level_labels: AxisError: axis -1 is out of bounds for
import numpy as np


def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    frame_len = int(winlen * srate)
    frames = signal[:frame_len]
