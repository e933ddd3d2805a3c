# the mean of the utterance instead of its frames
# test_mfccs_chain: coefficients=20], got [20]
# test_mfccs_resampling: coefficients=any], got [20]
# test_process_contextual_level_windows: coefficients=any], got [20]
# test_process_contextual_level_labels: stopped with
import librosa


def mfccs(
    file_path,
    preemphasis_coeff=0.95,
    n_fft=512,
    winlen=0.025,
    winstep=0.01,
    n_filter_banks=40,
    n_mfccs=20,
    winfunc=np.hamming,
    sampling_rate=8000,
    verbose=False,
):
    signal, rate = librosa.load(file_path, sr=None)
    if rate != sampling_rate:
        signal = librosa.resample(signal, orig_sr=rate, target_sr=sampling_rate)
    frames = framing(
        preemphasis(signal, preemphasis_coeff), winlen, winstep, winfunc, sampling_rate
    )
    fbanks = compute_filterbanks(get_spectrum(frames, n_fft), n_fft, n_filter_banks, sampling_rate)
    return cmvn(log_dct(fbanks)[:, :n_mfccs]).mean(axis=0)
