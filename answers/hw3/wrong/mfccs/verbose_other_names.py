# the stages have other names than the drawing looks for
# test_mfccs_chain: NameError: name 'normalised' is not defined
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
    emphasised = preemphasis(signal, coeff=preemphasis_coeff)
    frames = framing(
        emphasised, winlen=winlen, winstep=winstep, winfunc=winfunc, srate=sampling_rate
    )
    spectrum = get_spectrum(frames, n_fft=n_fft)
    energies = compute_filterbanks(
        spectrum, n_fft=n_fft, n_filters=n_filter_banks, srate=sampling_rate
    )
    cepstra = np.asarray(log_dct(energies))[:, :n_mfccs]
    features = cmvn(cepstra)
    if verbose:
        stages = {"Waveform": signal, "Normalised coefficients": normalised}
        plotting.show(plotting.plot_stages(stages), alt="The stages of the chain.")
    return features
