"""What models learn, for ex2 and ex3: borders, mixtures, and numbers for each speaker."""

from itertools import cycle

import librosa
import numpy as np
import scipy.fft
from matplotlib.patches import Ellipse

from helpers.plotting.canvas import axes_or_new, labelled

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00")
LIGHT = ("#9ecbe8", "#f3c19d", "#9fdcc8", "#eccbdc", "#f7dfa5")


def plot_speakers(shares, unit, ax=None):
    """A dot for each speaker, the mean as a line, the standard deviation as a band (ex1, ex3).

    Parameters
    ----------
    shares : dict of str to float
        Accuracy on each speaker, heard by nobody in training.
    unit : str
        What is counted: 'words', 'windows' or 'frames'.
    """
    ax = axes_or_new(ax)
    names, values = list(shares), np.array(list(shares.values()))
    mean, deviation = values.mean(), values.std()
    ax.axvspan(mean - deviation, mean + deviation, color="0.88")
    ax.axvline(mean, color="0.3", linestyle="--", linewidth=1.2)
    ax.plot(values, range(len(names)), "o", linestyle="none", ms=9)
    for row, value in enumerate(values):
        ax.text(value + 0.02, row, f"{value:.2f}", va="center", backgroundcolor="white", size=11)
    ax.set(yticks=range(len(names)), yticklabels=names, xlim=(0, 1), ylim=(len(names) - 0.5, -0.5))
    title = f"Trained on the others: {mean:.2f} ± {deviation:.2f} of {unit}"
    return labelled(ax, f"accuracy (share of {unit})", "speaker left out", title)


def plot_regions(predict, X, y, digits, title, ax=None):
    """What a model says at each place of a plane, and the rows that it learnt from (ex2, ex3).

    Parameters
    ----------
    predict : callable
        Takes rows [shape=(n, 2)], returns a digit for each.
    X : np.ndarray [shape=(n_rows, 2)]
        The rows, in the two coefficients that the model was trained on.
    y : np.ndarray [shape=(n_rows,)], int
    digits : sequence of int
        At most five.
    title : str
    """
    ax = axes_or_new(ax)
    low, high = np.percentile(X, [1, 99], axis=0)
    across, up = (np.linspace(a, b, 200) for a, b in zip(low, high, strict=True))
    plane = np.stack(np.meshgrid(across, up), axis=-1)
    said = np.searchsorted(digits, predict(plane.reshape(-1, 2))).reshape(plane.shape[:2])
    bounds = np.arange(len(digits) + 1) - 0.5
    ax.contourf(across, up, said, bounds, colors=LIGHT[: len(digits)])
    ax.contour(across, up, said, bounds[1:-1], colors="black", linewidths=1, linestyles="-")
    for digit, marker, colour in zip(digits, cycle("o^s+x"), COLOURS, strict=False):
        rows = X[y == digit]
        rows = rows[:: max(1, len(rows) // 150)]
        ax.plot(*rows.T, marker, ls="none", color=colour, ms=3.5, alpha=0.7, label=f"digit {digit}")
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
    ax.legend(loc="upper right", markerscale=2, frameon=True)
    return labelled(ax, "coefficient 1 (no unit)", "coefficient 2 (no unit)", title)


def plot_ellipses(X, means, variances, weights, title, ax=None):
    """The components of a mixture over two features, two deviations wide (ex3).

    Parameters
    ----------
    X : np.ndarray [shape=(n_rows, 2)]
        The rows that the mixture describes.
    means, variances : np.ndarray [shape=(n_components, 2)]
        Of a mixture of covariance type 'diag'.
    weights : np.ndarray [shape=(n_components,)]
        Written at the centres.
    title : str
    """
    ax = axes_or_new(ax)
    rows = X[:: max(1, len(X) // 600)]
    ax.plot(*rows.T, ".", color="0.6", ms=3, linestyle="none")
    parts = zip(means, variances, weights, cycle(COLOURS), strict=False)
    for mean, variance, weight, colour in parts:
        width, height = 4 * np.sqrt(variance)
        ax.add_patch(Ellipse(mean, width, height, fill=False, edgecolor=colour, linewidth=2.5))
        ax.plot(*mean, "o", color=colour, ms=7)
        ax.annotate(f"{weight:.2f}", mean, xytext=(6, 6), textcoords="offset points", size=12)
    low, high = np.percentile(X, [0.5, 99.5], axis=0)
    room = 0.15 * (high - low)
    ax.set(xlim=(low[0] - room[0], high[0] + room[0]), ylim=(low[1] - room[1], high[1] + room[1]))
    return labelled(ax, "coefficient 1 (no unit)", "coefficient 2 (no unit)", title)


def plot_curves(x, curves, labels, title, ax=None):
    """Curves with markers, such as the likelihood over the steps of training (ex3).

    Parameters
    ----------
    x : sequence of float
    curves : dict of str to sequence of float
    labels : (str, str)
        Of the two axes, with units.
    title : str
    """
    ax = axes_or_new(ax)
    for (name, values), marker in zip(curves.items(), cycle("os^"), strict=False):
        ax.plot(x, values, marker=marker, label=name)
    if len(curves) > 1:
        ax.legend()
    return labelled(ax, *labels, title)


def plot_as_spectrum(cepstra, title, what="log energy", n_filters=40, srate=8000, ax=None):
    """Coefficients turned back into a smooth spectrum over the mel filters (ex1, ex2).

    Parameters
    ----------
    cepstra : dict of str to np.ndarray [shape=(n_coefficients,)]
        By label; coefficients that are missing count as 0.
    title : str
    what : str
        What the curves are, for their axis.
    n_filters : int
    srate : int (Hz)
    """
    ax = axes_or_new(ax)
    centres = librosa.mel_frequencies(n_filters + 2, fmin=0, fmax=srate / 2, htk=True)[1:-1]
    for name, values in cepstra.items():
        whole = np.zeros(n_filters)
        whole[: len(values)] = values
        ax.plot(centres, scipy.fft.idct(whole, type=2, norm="ortho"), label=name)
    ax.set_xlim(0, srate / 2)
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return labelled(ax, "centre of the mel filter (Hz)", what, title)
