"""The corpus, the rows that are learnt from, and the results."""

from itertools import cycle

import numpy as np
import seaborn

from helpers.plotting.canvas import axes_or_new, image_with_bar, labelled


def plot_counts(labels, what, ax=None):
    """Bars: the number of recordings for each digit or speaker (ex1).

    Parameters
    ----------
    labels : sequence [shape=(n_recordings,)] of int or str
    what : {'digit', 'speaker'}
    """
    ax = axes_or_new(ax)
    values, counts = np.unique(labels, return_counts=True)
    ax.bar_label(ax.bar(range(len(values)), counts, tick_label=values))
    ax.margins(y=0.15)
    return labelled(ax, what, "recordings", f"Recordings for each {what}")


def plot_durations(durations, digits, ax=None):
    """How long the recordings of each digit are, as shapes with their quartiles (ex1).

    Parameters
    ----------
    durations : sequence [shape=(n_recordings,)] of float (s)
    digits : sequence [shape=(n_recordings,)] of int
    """
    ax = axes_or_new(ax)
    seaborn.violinplot(x=list(digits), y=list(durations), color="0.85", cut=0, inner="quart", ax=ax)
    return labelled(ax, "digit", "duration (s)", "Length of the recordings of each digit")


def plot_windows(n_frames=15, n_left=3, n_right=3, shift=2, ax=None):
    """Which frames each contextual window holds: only windows that lie wholly inside (ex1).

    Parameters
    ----------
    n_frames, n_left, n_right, shift : int (frames)
    """
    ax = axes_or_new(ax)
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
    return labelled(ax, "frame", "window", title)


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
    ax = axes_or_new(ax)
    for digit, marker in zip(digits, cycle("o^s+"), strict=False):
        # At most 500 rows of each digit, evenly spread: more would only be a blot.
        rows = X[y == digit][:, dimensions]
        rows = rows[:: max(1, len(rows) // 500)]
        ax.plot(*rows.T, marker, linestyle="none", ms=3, alpha=0.6, label=f"digit {digit}")
    ax.legend(markerscale=2)
    across, up = dimensions
    names = " and ".join(str(digit) for digit in digits)
    title = f"Features {across} and {up} of digit{'s' * (len(digits) > 1)} {names}"
    return labelled(ax, f"feature {across} (no unit)", f"feature {up} (no unit)", title)


def plot_accuracies(table, title, unit="rows", ax=None):
    """Accuracies from 0 to 1 as an annotated heat map (ex2, ex3).

    Parameters
    ----------
    table : pd.DataFrame [shape=(n_levels, n_normalizations)]
    title : str
    unit : {'rows', 'words'}
        What is counted: an accuracy without its unit says nothing.
    """
    ax = axes_or_new(ax)
    image_with_bar(ax, table, f"accuracy (share of {unit})", cmap="cividis", vmin=0, vmax=1)
    for (row, column), value in np.ndenumerate(table):
        colour = "black" if value > 0.45 else "white"
        ax.text(column, row, f"{value:.2f}", ha="center", va="center", size=14, color=colour)
    ax.set_xticks(range(table.shape[1]), table.columns)
    ax.set_yticks(range(table.shape[0]), table.index)
    ax.invert_yaxis()
    return labelled(ax, "normalization", "feature level", title)
