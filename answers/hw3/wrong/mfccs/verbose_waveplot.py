# the handout's drawing: librosa.display.waveplot is gone
# test_mfccs_chain: stopped with AttributeError
import librosa
import librosa.display


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
    emphasised = preemphasis(signal, coeff=preemphasis_coeff)
    frames = framing(
        emphasised, winlen=winlen, winstep=winstep, winfunc=winfunc, srate=sampling_rate
    )
    spectrum = get_spectrum(frames, n_fft=n_fft)
    energies = compute_filterbanks(
        spectrum, n_fft=n_fft, n_filters=n_filter_banks, srate=sampling_rate
    )
    cepstra = np.asarray(log_dct(energies))[:, :n_mfccs]
    if verbose:
        plt.figure(figsize=(10, 12))
        librosa.display.waveplot(signal, sr=sampling_rate, ax=plt.subplot(3, 2, 1))
    return cmvn(cepstra)
