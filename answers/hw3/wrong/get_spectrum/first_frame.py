# only the first frame
# test_get_spectrum: [frames=3, bins=129], got [129]
# test_mfccs_chain: IndexError: tuple index out of range
# test_mfccs_resampling: IndexError: tuple index out of range
# test_process_contextual_level_windows: IndexError: tuple index out of range
# test_process_contextual_level_labels: IndexError: tuple index out of range
import numpy as np


def get_spectrum(frames, n_fft=512):
    return np.abs(np.fft.rfft(frames[0], n_fft))
