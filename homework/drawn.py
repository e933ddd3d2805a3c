"""What the last cell drew, as plain data: read off each figure when it becomes a picture."""

import contextlib
import math
import sys

import numpy as np

# Under this name the other side of a test asks for it; see answering.py.
NAME = "homework.figures"
FIGURES, PANELS, TEXTS, LONGEST, ENTRIES = 10, 60, 600, 300, 250_000
COLOUR_BAR = "<colorbar>"


class _Cells:
    """By cell what it drew: of this one, and of the one before that did not ask."""

    def __init__(self):
        self.now, self.before, self.asks = {}, {}, False

    def begins(self, *_):
        """A cell begins; one that only asked does not stand between a plot and who asks again."""
        _hook()
        if not self.asks:
            self.before = self.now
        self.now, self.asks = {}, False

    def saw(self, figure):
        """A figure became a picture; where it does so twice, the last one counts."""
        if id(figure) in self.now or len(self.now) < FIGURES:
            # The figure is kept as long as its data: another one cannot have its id.
            with contextlib.suppress(Exception):  # whatever is in a figure
                self.now[id(figure)] = (figure, read_figure(figure))


_CELLS = _Cells()


def watch(shell=None):
    """Read what the cells of a notebook draw, from now on.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell, optional
        The one of this process; where there is none, nothing is watched.
    """
    ipython = sys.modules.get("IPython")
    shell = shell or (ipython and ipython.get_ipython())
    if shell is not None and _CELLS.begins not in shell.events.callbacks["pre_run_cell"]:
        shell.events.register("pre_run_cell", _CELLS.begins)
        _hook()


def _hook():
    """Every way to a picture goes through here: plt.show(), display, savefig, the end of a cell."""
    bases = sys.modules.get("matplotlib.backend_bases")
    stock = getattr(getattr(bases, "FigureCanvasBase", None), "print_figure", None)
    if stock is None or getattr(stock, "watched", False):
        return

    def print_figure(canvas, *args, **kwargs):
        _CELLS.saw(canvas.figure)
        return stock(canvas, *args, **kwargs)

    print_figure.watched = True  # type: ignore[attr-defined]
    bases.FigureCanvasBase.print_figure = print_figure


def last_drawn():
    """What the cell that ran last drew, for a test that asks from another process.

    Returns
    -------
    list of dict
        Of each panel; see `read_panel`.
    """
    return _panels(_CELLS.now)


def drawn_above():
    """The same for a cell that asks in the notebook itself: what the cell before it drew."""
    _CELLS.asks = True
    return _panels(_CELLS.now or _CELLS.before)


def _panels(figures):
    return [panel for _, panels in figures.values() for panel in panels]


def read_figure(figure):
    """The panels of a figure as plain data; bars of colours are none.

    Parameters
    ----------
    figure : matplotlib.figure.Figure

    Returns
    -------
    list of dict
    """
    around = {
        "title": _of_figure(figure, "suptitle"),
        "xlabel": _of_figure(figure, "supxlabel"),
        "ylabel": _of_figure(figure, "supylabel"),
    }
    panels = [ax for ax in figure.axes if ax.get_label() != COLOUR_BAR and ax.get_visible()]
    return [read_panel(ax, around) for ax in panels[:PANELS]]


def _of_figure(figure, name):
    return _text(getattr(figure, f"_{name}", None))


def read_panel(ax, around):
    """A panel as plain data.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    around : dict
        Title and labels of the whole figure.

    Returns
    -------
    dict
        ``title``, ``xlabel``, ``ylabel``, ``legend`` and ``texts`` as they are read; ``around``;
        ``limits`` of both axes; ``numbers``, texts that are numbers with their places;
        ``matrices``, the data of images and meshes; and by kind the count of what was drawn.
    """
    texts = [text for text in ax.texts if text.get_visible()][:TEXTS]
    legend = ax.get_legend()
    return {
        "title": " ".join(filter(None, (ax.get_title(loc) for loc in ("left", "center", "right"))))[
            :LONGEST
        ],
        "xlabel": ax.get_xlabel()[:LONGEST],
        "ylabel": ax.get_ylabel()[:LONGEST],
        "around": around,
        "limits": [float(each) for each in (*ax.get_xlim(), *ax.get_ylim())],
        "legend": [_text(each) for each in (legend.get_texts() if legend else [])][:TEXTS],
        "texts": [_text(each) for each in texts],
        "numbers": [found for found in map(_number, texts) if found],
        "matrices": [m for m in map(_matrix, [*ax.images, *ax.collections]) if m is not None][:10],
        "lines": len(ax.lines),
        "bars": len(ax.patches),
        "clouds": len(ax.collections),
        "containers": len(ax.containers),
    }


def _text(text):
    return "" if text is None else str(text.get_text())[:LONGEST]


def _number(text):
    """A text that is a number, with its place: [x, y, number]; else None."""
    try:
        value = float(text.get_text().strip().removesuffix("%"))
        x, y = (float(each) for each in text.get_position())
    except (TypeError, ValueError):
        return None
    return [x, y, value] if math.isfinite(value) else None


def _matrix(artist):
    """The numbers of an image or a mesh; None of what is neither, or too large to be read."""
    array = artist.get_array()
    if array is None or np.size(array) > ENTRIES:
        return None
    array = np.ma.filled(np.ma.asarray(array).astype(float), np.nan)
    if array.ndim == 1 and hasattr(artist, "get_coordinates"):
        rows, columns = (each - 1 for each in artist.get_coordinates().shape[:2])
        array = array.reshape(rows, columns) if rows * columns == array.size else array
    return array if array.ndim == 2 else None
