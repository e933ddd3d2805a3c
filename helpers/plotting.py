"""The drawings of the three notebooks, readable from the back row and in a grey print.

Each `plot_x` draws on `ax`, or on a figure of its own where none is given, and returns the Axes
that it drew on; `show` puts a drawing into the notebook. A frame is drawn at the time it starts.
"""

from itertools import cycle
from pathlib import Path

import librosa
import matplotlib
import numpy as np
from IPython.display import display
from matplotlib import pyplot as plt
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ticker import MaxNLocator

STYLE = Path(__file__).parent.parent / "matplotlibrc"
LINE_STYLES = ("-", "--", ":", "-.", (0, (8, 2)), (0, (4, 1, 1, 1, 1, 1)))
# Blue below zero and orange above it, and in grey the larger value is still the lighter one.
SIGNED = LinearSegmentedColormap.from_list(
    "signed", ["#0a1f6b", "#2f5597", "#848484", "#e9ac68", "#fdf0d5"]
)

if STYLE.is_file():
    matplotlib.rc_file(STYLE)


def show(drawing, alt):
    """Display a drawing with a text for those who do not see it, and close it (ex1, ex2, ex3).

    Parameters
    ----------
    drawing : Figure, Axes or np.ndarray of Axes
    alt : str
        What the drawing shows: the `alt` of the image in the pages of nbgrader and of nbconvert's
        classic template (its lab template leaves it out).
    """
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError(f"alt says in words what the drawing shows; it is {alt!r}.")
    figure = np.ravel(drawing)[0].figure.get_figure(root=True)
    display(figure, metadata={"image/png": {"alt": alt}})
    plt.close(figure)


def plot_counts(labels, what, ax=None):
    """Bars: the number of recordings for each digit or speaker (ex1).

    Parameters
    ----------
    labels : sequence [shape=(n_recordings,)] of int or str
    what : {'digit', 'speaker'}
    """
    ax = _axes(ax)
    values, counts = np.unique(labels, return_counts=True)
    ax.bar_label(ax.bar(range(len(values)), counts, tick_label=values))
    ax.margins(y=0.15)
    return _labelled(ax, what, "recordings", f"Recordings for each {what}")


def plot_waveform(signal, srate, title="Waveform", ax=None):
    """The amplitude of a signal over time (ex1).

    Parameters
    ----------
    signal : np.ndarray [shape=(n,)]
    srate : int (Hz)
    """
    ax = _axes(ax)
    ax.plot(np.arange(len(signal)) / srate, signal, linewidth=0.8)
    ax.set_xlim(0, len(signal) / srate)
    return _labelled(ax, "time (s)", "amplitude", title)


def plot_response(coeff, srate=8000, ax=None):
    """The gain of the pre-emphasis filter H(z) = 1 - coeff / z over frequency (ex1).

    Parameters
    ----------
    coeff : float
    srate : int (Hz)
    """
    ax = _axes(ax)
    freqs = np.linspace(0, srate / 2, 513)
    gain = np.abs(1 - coeff * np.exp(-2j * np.pi * freqs / srate))
    ax.plot(freqs, 20 * np.log10(np.maximum(gain, 1e-3)))
    ax.axhline(0, color="0.6", linestyle=":", linewidth=1)
    ax.set_xlim(0, srate / 2)
    return _labelled(ax, "frequency (Hz)", "gain (dB)", f"Pre-emphasis with coefficient {coeff:g}")


def plot_frame_grid(signal, srate, winlen, winstep, ax=None):
    """The start of a waveform, and above it its first four frames under Hamming windows (ex1).

    Parameters
    ----------
    signal : np.ndarray [shape=(n,)]
    srate : int (Hz)
    winlen, winstep : float (s)
    """
    ax = _axes(ax)
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
    return _labelled(ax, "time (ms)", "amplitude / peak", title)


def plot_spectrogram(spec, srate, winstep=0.01, title="Spectrogram", ax=None):
    """Magnitudes from 0 Hz to srate / 2, in dB below the largest, down to -80 dB (ex1).

    Parameters
    ----------
    spec : np.ndarray [shape=(n_frames, n_bins)]
    srate : int (Hz)
    winstep : float (s)
    """
    ax = _axes(ax)
    decibels = 20 * np.log10(np.maximum(np.asarray(spec) / (np.max(spec) or 1), 1e-4))
    half = srate / 4 / max(decibels.shape[1] - 1, 1)
    extent = (0, len(decibels) * winstep, -half, srate / 2 + half)
    colours = {"cmap": "magma", "vmin": -80, "vmax": 0}
    _image(ax, decibels.T, "level (dB)", extent=extent, **colours)
    ax.set_ylim(0, srate / 2)
    return _labelled(ax, "time (s)", "frequency (Hz)", title)


def plot_mel_filters(n_filters=40, n_fft=512, srate=8000, ax=None):
    """The triangles of a mel filter bank, sampled at the bins of the FFT (ex1).

    Parameters
    ----------
    n_filters, n_fft : int
    srate : int (Hz)
    """
    ax = _axes(ax)
    bank = librosa.filters.mel(sr=srate, n_fft=n_fft, n_mels=n_filters, htk=True, norm=None)
    freqs = librosa.fft_frequencies(sr=srate, n_fft=n_fft)
    ax.plot(freqs, bank[::2].T, color="black", linestyle="-", linewidth=1.2)
    ax.plot(freqs, bank[1::2].T, color="#D55E00", linestyle="--", linewidth=1.2)
    ax.set(xlim=(0, srate / 2), ylim=(0, 1.05))
    return _labelled(ax, "frequency (Hz)", "weight", f"{n_filters} mel filters")


def plot_matrix(matrix, what, winstep=0.01, unit="", title=None, ax=None):
    """Features over time as an image; where both signs occur, zero is the middle grey (ex1).

    Parameters
    ----------
    matrix : np.ndarray [shape=(n_frames, n_coefficients)]
    what : {'coefficient', 'mel filter'}
        The zero of a log energy means nothing, so mel filters keep the one-sided map.
    winstep : float (s)
    unit : str, for the colour bar
    """
    ax = _axes(ax)
    matrix = np.ma.masked_invalid(matrix)
    extent = (0, len(matrix) * winstep, -0.5, matrix.shape[1] - 0.5)
    colours = {"cmap": "magma"}
    if what != "mel filter" and matrix.min() < 0 < matrix.max():
        bound = np.abs(matrix).max()
        colours = {"cmap": SIGNED, "vmin": -bound, "vmax": bound}
    _image(ax, matrix.T, unit or "value (no unit)", extent=extent, **colours)
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    return _labelled(ax, "time (s)", what, title or f"{what.capitalize()}s over time")


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
        _draw_stage(title, np.asarray(values), winstep, srate, ax)
        ax.label_outer()
    axes[0].autoscale(axis="x", tight=True)
    return axes


def plot_windows(n_frames=15, n_left=3, n_right=3, shift=2, ax=None):
    """Which frames each contextual window holds: only windows that lie wholly inside (ex1).

    Parameters
    ----------
    n_frames, n_left, n_right, shift : int (frames)
    """
    ax = _axes(ax)
    style = {"width": 1, "height": 0.8, "edgecolor": "black"}
    strip = ax.barh(np.full(n_frames, -1.2), left=np.arange(n_frames) - 0.5, color="white", **style)
    ax.bar_label(strip, range(n_frames), label_type="center")
    centres = np.arange(n_left, n_frames - n_right, shift)
    for row, centre in enumerate(centres):
        context = np.arange(centre - n_left, centre + n_right + 1) - 0.5
        ax.barh(np.full(len(context), row), left=context, color="#9ecbe8", **style)
        middle = ax.barh(row, left=centre - 0.5, color="#00456b", **style)
        ax.bar_label(middle, [centre], label_type="center", color="white")
    ax.set(xlim=(-0.6, n_frames - 0.4), yticks=range(len(centres)))
    ax.invert_yaxis()
    title = f"Windows of {n_left} + 1 + {n_right} frames, centre dark, moved by {shift}"
    return _labelled(ax, "frame", "window", title)


def plot_accuracies(table, title, ax=None):
    """Accuracies from 0 to 1 as an annotated heat map (ex2, ex3).

    Parameters
    ----------
    table : pd.DataFrame [shape=(n_levels, n_normalizations)]
    title : str
    """
    ax = _axes(ax)
    _image(ax, table, "accuracy (0 to 1)", cmap="cividis", vmin=0, vmax=1)
    for (row, column), value in np.ndenumerate(table):
        colour = "black" if value > 0.45 else "white"
        ax.text(column, row, f"{value:.2f}", ha="center", va="center", size=14, color=colour)
    ax.set_xticks(range(table.shape[1]), table.columns)
    ax.set_yticks(range(table.shape[0]), table.index)
    ax.invert_yaxis()
    return _labelled(ax, "normalization", "feature level", title)


def plot_tracks(tracks, srate_frames=100, what="coefficient 1", ax=None):
    """One coefficient over time, for several utterances (ex1).

    Parameters
    ----------
    tracks : dict of str to np.ndarray [shape=(n_frames,)]
    srate_frames : float (frames per second)
    what : str
    """
    ax = _axes(ax)
    for (name, values), style in zip(tracks.items(), cycle(LINE_STYLES), strict=False):
        ax.plot(np.arange(len(values)) / srate_frames, values, label=name, linestyle=style)
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return _labelled(ax, "time (s)", what, f"{what.capitalize()} over time")


def plot_scatter(X, y, digits, dimensions, ax=None):
    """Two features of the rows of some digits, one marker for each digit (ex2, ex3).

    Parameters
    ----------
    X : np.ndarray [shape=(n_rows, n_features)]
    y : np.ndarray [shape=(n_rows,)], int
        The digit of each row.
    digits : sequence of int
    dimensions : (int, int)
        The features drawn along x and y.
    """
    ax = _axes(ax)
    for digit, marker in zip(digits, cycle("o^s+"), strict=False):
        # At most 800 rows of each digit, evenly spread: more would only be a blot.
        rows = X[y == digit][:, dimensions]
        rows = rows[:: max(1, len(rows) // 800)]
        ax.plot(*rows.T, marker, linestyle="none", ms=4, alpha=0.5, label=f"digit {digit}")
    ax.legend(markerscale=2)
    across, up = dimensions
    names = " and ".join(str(digit) for digit in digits)
    title = f"Features {across} and {up} of digit {names}"
    return _labelled(ax, f"feature {across} (deviations)", f"feature {up} (deviations)", title)


def _axes(ax):
    return plt.subplots(layout="constrained")[1] if ax is None else ax


def _labelled(ax, x, y, title):
    ax.set(xlabel=x, ylabel=y, title=title)
    return ax


def _image(ax, matrix, label, **options):
    image = ax.imshow(matrix, aspect="auto", origin="lower", **options)
    ax.figure.colorbar(image, ax=ax, label=label, pad=0.02)


def _draw_stage(title, values, winstep, srate, ax):
    name = title.lower()
    mel = "mel" in name and "ceps" not in name
    if values.ndim == 1:
        plot_waveform(values, srate, title, ax)
    elif "spectr" in name and not mel:
        plot_spectrogram(values, srate, winstep, title, ax)
    else:
        unit = "log energy" if mel and "log" in name else ""
        plot_matrix(values, "mel filter" if mel else "coefficient", winstep, unit, title, ax)
