"""Sounds in a notebook: players with labels, made-up tones, noise, a recorder for your voice."""

import html
from pathlib import Path

import librosa
import numpy as np
from IPython.display import Audio, display

RECORDER = Path(__file__).parent / "data" / "recorder.html"


def players(sounds):
    """Show one player for each sound, with its label (ex1, ex2, ex3).

    Parameters
    ----------
    sounds : dict of str to (np.ndarray [shape=(n,)], int)
        Label to samples and sampling rate (Hz).
    """
    cells = [
        # Paragraphs, because pages of feedback keep them.
        f'<p style="display: inline-block; margin: 0 1em 0.5em 0">{html.escape(label)}<br>'
        f"{Audio(signal, rate=rate)._repr_html_()}</p>"
        for label, (signal, rate) in sounds.items()
    ]
    names = ", ".join(sounds)
    display({"text/html": "".join(cells), "text/plain": f"Players: {names}"}, raw=True)


def tones(frequencies, srate=8000, duration=0.5):
    """Pure tones one after the other, each faded in and out.

    Parameters
    ----------
    frequencies : sequence of float (Hz)
    srate : int (Hz)
    duration : float (s)
        Of each tone.

    Returns
    -------
    np.ndarray [shape=(n,)]
        From -0.3 to 0.3.
    """
    time = np.arange(round(duration * srate)) / srate
    fade = np.minimum(1, np.minimum(time, duration - time) / 0.02)
    return 0.3 * np.concatenate([fade * np.sin(2 * np.pi * f * time) for f in frequencies])


def with_noise(signal, decibels, seed=0):
    """A signal with white noise, so many decibels below it.

    Parameters
    ----------
    signal : np.ndarray [shape=(n,)]
    decibels : float
        Signal-to-noise ratio.
    seed : int

    Returns
    -------
    np.ndarray [shape=(n,)]
    """
    noise = np.random.default_rng(seed).normal(size=len(signal))
    scale = np.sqrt(np.mean(np.square(signal)) / np.mean(noise**2)) * 10 ** (-decibels / 20)
    return signal + scale * noise


def from_mel(signal, srate, n_filters):
    """What is left of a sound in its mel bands: their energies turned back into a signal.

    The phases are guessed by the method of Griffin and Lim.

    Parameters
    ----------
    signal : np.ndarray [shape=(n,)]
    srate : int (Hz)
    n_filters : int

    Returns
    -------
    np.ndarray [shape=(n,)]
    """
    frames = {"n_fft": 512, "win_length": 200, "hop_length": 80}
    magnitudes = np.abs(librosa.stft(np.asarray(signal, dtype=float), **frames))
    bank = librosa.filters.mel(sr=srate, n_fft=512, n_mels=n_filters, htk=True, norm=None)
    spread = bank.T / np.maximum(bank.sum(axis=1), 1e-9)
    smooth = spread @ (bank @ magnitudes)
    return librosa.griffinlim(smooth, n_iter=32, length=len(signal), random_state=0, **frames)


def recorder():
    """Show a recorder for your own voice, where the browser allows one (ex1, ex3).

    It records two seconds and offers them as ``my_voice.wav``, 8000 samples a second. Nothing
    leaves the computer.
    """
    text = "The recorder works in a browser. Any wav of one word will do: call it my_voice.wav."
    display({"text/html": RECORDER.read_text(encoding="utf-8"), "text/plain": text}, raw=True)
