# the wave module
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
    import wave

    with wave.open(str(file_path)) as w:
        rate = w.getframerate()
        signal = np.frombuffer(w.readframes(w.getnframes()), dtype="<i2") / 2**15
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
    cepstra = log_dct(energies)[:, :n_mfccs]
    normalised = cmvn(cepstra)
    if verbose:
        stages = {
            "Waveform": signal,
            "After pre-emphasis": emphasised,
            "Spectrogram": spectrum,
            "Log mel energies": np.log(energies + 1e-10),
            "Cepstral coefficients": cepstra,
            "Normalised coefficients": normalised,
        }
        plotting.show(
            plotting.plot_stages(stages, winstep=winstep, srate=sampling_rate),
            alt="The stages of the chain one below the other, over the same time axis.",
        )
    return normalised
