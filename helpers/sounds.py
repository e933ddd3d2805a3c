"""Sounds that tests of exercise 1 make, and the student's own stages that they go through."""

import numpy as np

from homework import ask


def speech_like(samples, srate, seed):
    """A quiet start, then a hum that swells and sinks, with some noise.

    Parameters
    ----------
    samples : int
    srate : int
        In Hz.
    seed : int

    Returns
    -------
    np.ndarray [shape=(samples,)]
        In steps that a wav file of 16 bits holds exactly.
    """
    rng = np.random.default_rng(seed)
    time = np.arange(samples) / srate
    loudness = (0.2 + np.abs(np.sin(2 * np.pi * 2.5 * time))) * np.where(time < 0.1, 0.03, 1)
    hum = sum(np.sin(2 * np.pi * f * time + np.sin(6 * f * time / srate)) for f in (180, 700, 1900))
    return np.round(2**15 * 0.05 * loudness * (hum + rng.normal(size=samples))) / 2**15


def glide(srate, start):
    """Half a second of a tone that rises and trembles, with some noise.

    Parameters
    ----------
    srate : int
        In Hz.
    start : float
        Where the tone begins, in Hz; it ends three times as high.

    Returns
    -------
    np.ndarray [shape=(srate // 2,)]
    """
    rng = np.random.default_rng(10)
    time = np.arange(srate // 2) / srate
    tone = np.sin(2 * np.pi * start * time * (1 + 2 * time)) * (1.2 + np.sin(2 * np.pi * 5 * time))
    return 0.1 * (tone + 0.1 * rng.normal(size=len(time)))


def through(stages, signal, settings):
    """What the student's own stages make of a signal, one after the other.

    Parameters
    ----------
    stages : list of callable
        preemphasis, framing, get_spectrum, compute_filterbanks, log_dct and cmvn.
    signal : np.ndarray [shape=(n,)]
    settings : tuple
        The arguments of ``mfccs`` in their order: coefficient, n_fft, winlen and winstep in
        seconds, numbers of filters and of coefficients, window function, sampling rate in Hz.

    Returns
    -------
    np.ndarray [shape=(n_frames, n_mfccs)]
    """
    preemphasis, framing, get_spectrum, compute_filterbanks, log_dct, cmvn = stages
    coeff, n_fft, winlen, winstep, n_filters, n_mfccs, winfunc, srate = settings
    x = ask(preemphasis, signal, coeff=coeff).value
    x = ask(framing, x, winlen=winlen, winstep=winstep, winfunc=winfunc, srate=srate).value
    x = ask(get_spectrum, x, n_fft=n_fft).value
    x = ask(compute_filterbanks, x, n_fft=n_fft, n_filters=n_filters, srate=srate).value
    x = np.asarray(ask(log_dct, x).value)[:, :n_mfccs]
    return np.asarray(ask(cmvn, x).value)
