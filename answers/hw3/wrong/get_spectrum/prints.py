# prints
# test_get_spectrum: returned None
# test_mfccs_chain: returned None
# test_mfccs_resampling: ValueError: matmul: Input operand
# test_process_contextual_level_windows: ValueError: matmul: Input operand
# test_process_contextual_level_labels: ValueError: matmul: Input operand
import numpy as np


def get_spectrum(frames, n_fft=512):
    print(np.abs(np.fft.rfft(frames, n_fft)))
