"""What all drawings share: the style, the axes, and showing them with a text."""

from pathlib import Path

import matplotlib
import numpy as np
from IPython.display import display
from matplotlib import pyplot as plt

STYLE = Path(__file__).parent.parent.parent / "matplotlibrc"

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


def axes_or_new(ax):
    """The axes given, or those of a new figure."""
    return plt.subplots(layout="constrained")[1] if ax is None else ax


def labelled(ax, x, y, title):
    """Label both axes, with units, and set the title."""
    ax.set(xlabel=x, ylabel=y, title=title)
    return ax


def image_with_bar(ax, matrix, label, **options):
    """Draw a matrix with a labelled colour bar."""
    image = ax.imshow(matrix, aspect="auto", origin="lower", **options)
    ax.figure.colorbar(image, ax=ax, label=label, pad=0.02)
