"""The stages between a recording and its features, for ex1. A frame is drawn where it starts."""

from itertools import cycle

import librosa
import numpy as np
from matplotlib import pyplot as plt
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ticker import MaxNLocator

from helpers.plotting.canvas import axes_or_new, image_with_bar, labelled

LINE_STYLES = ("-", "--", ":", "-.", (0, (8, 2)), (0, (4, 1, 1, 1, 1, 1)))
# Blue below zero and orange above it, and in grey the larger value is still the lighter one.
SIGNED = LinearSegmentedColormap.from_list(
    "signed", ["#0a1f6b", "#2f5597", "#848484", "#e9ac68", "#fdf0d5"]
)


def plot_waveform(signal, srate, title="Waveform", ax=None):
    """The amplitude of a signal over time (ex1).

    Parameters
    ----------
    signal : np.ndarray [shape=(n,)]
    srate : int (Hz)
    """
    ax = axes_or_new(ax)
    ax.plot(np.arange(len(signal)) / srate, signal, linewidth=0.8)
    ax.set_xlim(0, len(signal) / srate)
    return labelled(ax, "time (s)", "amplitude", title)


def plot_response(coeff, srate=8000, ax=None):
    """The gain of the pre-emphasis filter H(z) = 1 - coeff / z over frequency (ex1).

    Parameters
    ----------
    coeff : float
    srate : int (Hz)
    """
    ax = axes_or_new(ax)
    freqs = np.linspace(0, srate / 2, 513)
    gain = np.abs(1 - coeff * np.exp(-2j * np.pi * freqs / srate))
    ax.plot(freqs, 20 * np.log10(np.maximum(gain, 1e-3)))
    ax.axhline(0, color="0.6", linestyle=":", linewidth=1)
    ax.set_xlim(0, srate / 2)
    return labelled(ax, "frequency (Hz)", "gain (dB)", f"Pre-emphasis with coefficient {coeff:g}")


def plot_frame_grid(signal, srate, winlen, winstep, ax=None):
    """The start of a waveform, and above it its first four frames under Hamming windows (ex1).

    Parameters
    ----------
    signal : np.ndarray [shape=(n,)]
    srate : int (Hz)
    winlen, winstep : float (s)
    """
    ax = axes_or_new(ax)
    shown = np.asarray(signal[: round((winlen + 3.5 * winstep) * srate)], dtype=float)
    ax.plot(1000 * np.arange(len(shown)) / srate, shown / (np.abs(shown).max() or 1), linewidth=1)
    window = np.hamming(round(winlen * srate))
    for number in range(4):
        foot = 1.2 + 0.7 * number
        times = 1000 * (number * winstep + np.arange(len(window)) / srate)
        ax.fill_between(times, foot, foot + window, facecolor="0.85", edgecolor="black", alpha=0.8)
        ax.text(times.mean(), foot + 0.1, f"frame {number}", ha="center")
        ax.axvline(times[0], color="0.4", linestyle=":", linewidth=1, zorder=0)
    ax.set(xlim=(0, 1000 * (winlen + 3.5 * winstep)), yticks=(-1, 0, 1))
    title = f"Frames of {1000 * winlen:g} ms, a new one every {1000 * winstep:g} ms"
    return labelled(ax, "time (ms)", "amplitude / peak", title)


def plot_spectrogram(spec, srate, winstep=0.01, title="Spectrogram", ax=None):
    """Magnitudes from 0 Hz to srate / 2, in dB below the largest, down to -80 dB (ex1).

    Parameters
    ----------
    spec : np.ndarray [shape=(n_frames, n_bins)]
    srate : int (Hz)
    winstep : float (s)
    """
    ax = axes_or_new(ax)
    decibels = 20 * np.log10(np.maximum(np.asarray(spec) / (np.max(spec) or 1), 1e-4))
    half = srate / 4 / max(decibels.shape[1] - 1, 1)
    extent = (0, len(decibels) * winstep, -half, srate / 2 + half)
    colours = {"cmap": "magma", "vmin": -80, "vmax": 0}
    image_with_bar(ax, decibels.T, "level (dB)", extent=extent, **colours)
    ax.set_ylim(0, srate / 2)
    return labelled(ax, "time (s)", "frequency (Hz)", title)


def plot_mel_filters(n_filters=40, n_fft=512, srate=8000, ax=None):
    """The triangles of a mel filter bank, sampled at the bins of the FFT (ex1).

    Parameters
    ----------
    n_filters, n_fft : int
    srate : int (Hz)
    """
    ax = axes_or_new(ax)
    bank = librosa.filters.mel(sr=srate, n_fft=n_fft, n_mels=n_filters, htk=True, norm=None)
    freqs = librosa.fft_frequencies(sr=srate, n_fft=n_fft)
    ax.plot(freqs, bank[::2].T, color="black", linestyle="-", linewidth=1.2)
    ax.plot(freqs, bank[1::2].T, color="#D55E00", linestyle="--", linewidth=1.2)
    ax.set(xlim=(0, srate / 2), ylim=(0, 1.05))
    return labelled(ax, "frequency (Hz)", "weight", f"{n_filters} mel filters")


def plot_matrix(matrix, what, winstep=0.01, unit="", title=None, ax=None, srate=8000):
    """Features over time as an image; where both signs occur, zero is the middle grey (ex1).

    Parameters
    ----------
    matrix : np.ndarray [shape=(n_frames, n_coefficients)]
    what : {'coefficient', 'mel filter'}
        The zero of a log energy means nothing, so mel filters keep the one-sided map. Their axis
        shows the frequency of each one's centre.
    winstep : float (s)
    unit : str, for the colour bar
    srate : int (Hz)
    """
    ax = axes_or_new(ax)
    matrix = np.ma.masked_invalid(matrix)
    extent = (0, len(matrix) * winstep, -0.5, matrix.shape[1] - 0.5)
    colours = {"cmap": "magma"}
    if what != "mel filter" and matrix.min() < 0 < matrix.max():
        bound = np.abs(matrix).max()
        colours = {"cmap": SIGNED, "vmin": -bound, "vmax": bound}
    image_with_bar(ax, matrix.T, unit or "value (no unit)", extent=extent, **colours)
    title = title or f"{what.capitalize()}s over time"
    if what == "mel filter":
        shown = np.unique(np.linspace(0, matrix.shape[1] - 1, 5).round().astype(int))
        centres = librosa.mel_frequencies(matrix.shape[1] + 2, fmin=0, fmax=srate / 2, htk=True)
        ax.set_yticks(shown, [f"{hertz:.0f}" for hertz in centres[1:-1][shown]])
        return labelled(ax, "time (s)", "centre of filter (Hz)", title)
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    return labelled(ax, "time (s)", what, title)


def plot_tracks(tracks, srate_frames=100, what="coefficient 1", ax=None):
    """One coefficient over time, for several utterances (ex1).

    Parameters
    ----------
    tracks : dict of str to np.ndarray [shape=(n_frames,)]
    srate_frames : float (frames per second)
    what : str
    """
    ax = axes_or_new(ax)
    for (name, values), style in zip(tracks.items(), cycle(LINE_STYLES), strict=False):
        ax.plot(np.arange(len(values)) / srate_frames, values, label=name, linestyle=style)
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return labelled(ax, "time (s)", what, f"{what.capitalize()} over time")


def plot_stages(stages, winstep=0.01, srate=8000):
    """What each stage of `mfccs` makes of one utterance, one under the other (ex1).

    Parameters
    ----------
    stages : dict of str to np.ndarray [shape=(n,)] or [shape=(n_frames, k)]
        By title; a matrix is a spectrogram where its title holds "spectr", mel filters where it
        holds "mel", else coefficients.
    winstep : float (s)
    srate : int (Hz)

    Returns
    -------
    np.ndarray of Axes [shape=(n_stages,)]
    """
    figure = plt.figure(figsize=(8, 0.6 + 1.8 * len(stages)), layout="constrained")
    axes = np.ravel(figure.subplots(len(stages), sharex=True))
    for ax, (title, values) in zip(axes, stages.items(), strict=True):
        # A power spectrum may still be of complex type.
        _draw_stage(title, np.real(np.asarray(values)), winstep, srate, ax)
        ax.label_outer()
    axes[0].autoscale(axis="x", tight=True)
    return axes


def _draw_stage(title, values, winstep, srate, ax):
    name = title.lower()
    mel = "mel" in name and "ceps" not in name
    if values.ndim == 1:
        plot_waveform(values, srate, title, ax)
    elif "spectr" in name and not mel:
        plot_spectrogram(values, srate, winstep, title, ax)
    else:
        unit = "log energy" if mel and "log" in name else ""
        what = "mel filter" if mel else "coefficient"
        plot_matrix(values, what, winstep, unit, title, ax, srate)
