# [bins, frames]
# test_get_spectrum: [frames=3, bins=129], got [129, 3]
# test_mfccs_chain: ValueError: matmul: Input operand
# test_mfccs_resampling: ValueError: matmul: Input operand
# test_process_contextual_level_windows: ValueError: matmul: Input operand
# test_process_contextual_level_labels: ValueError: matmul: Input operand
import numpy as np


def get_spectrum(frames, n_fft=512):
    return np.abs(np.fft.rfft(frames, n_fft)).T
