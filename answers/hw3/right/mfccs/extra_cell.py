# imports and a loader in an extra cell of the student's own
from functools import lru_cache

import soundfile as sf


@lru_cache(maxsize=16)
def load_at(path, target):
    samples, rate = sf.read(path, dtype="float32")
    return samples if rate == target else librosa.resample(samples, orig_sr=rate, target_sr=target)


# %%
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
    signal = load_at(str(file_path), sampling_rate)
    frames = framing(
        preemphasis(signal, preemphasis_coeff), winlen, winstep, winfunc, sampling_rate
    )
    fbanks = compute_filterbanks(get_spectrum(frames, n_fft), n_fft, n_filter_banks, sampling_rate)
    return cmvn(log_dct(fbanks)[:, :n_mfccs])
