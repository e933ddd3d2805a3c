# prints
# test_preemphasis: returned None
# test_mfccs_chain: returned None
# test_mfccs_resampling: TypeError: object of type 'NoneType' has no
# test_process_contextual_level_windows: TypeError: object of type 'NoneType' has no
# test_process_contextual_level_labels: TypeError: object of type 'NoneType' has no


def preemphasis(signal, coeff=0.95):
    print(signal[1:] - coeff * signal[:-1])
