# no return
# test_process_contextual_level_windows: returned None
# test_process_contextual_level_labels: returned None
def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x = [mfccs(u) for u in utts]
