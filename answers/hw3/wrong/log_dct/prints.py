# prints
# test_log_dct: returned None
# test_mfccs_chain: returned None
# test_mfccs_resampling: IndexError: too many indices for array:
# test_process_contextual_level_windows: IndexError: too many indices for array:
# test_process_contextual_level_labels: IndexError: too many indices for array:
import numpy as np


def log_dct(fbanks):
    print(np.log(fbanks + 1e-10))
