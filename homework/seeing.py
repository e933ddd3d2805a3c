"""What a program can see of a plot: a small vocabulary for cells that look at figures.

Nothing of it is a mark. A student reads it as a line below the plot, a marker beside the picture.
"""

import numpy as np

from homework import drawn
from homework.verdicts import show

MIME = "application/vnd.homework.seen+json"
NOTHING = "Nothing was drawn by the cell that ran before. Run the plot's cell, then this one."
# A matrix may be drawn as counts or as any of these shares, in parts of one or of a hundred.
SHARES = {"shares of rows": 1, "shares of columns": 0, "shares of all": None}
WORDS = {True: "yes", False: "no"}
# Where figures are read: here, or in the process of a submission; see examiner/exam/questions.py.
source = drawn.drawn_above


def figures():
    """The figures that the cell before this one drew.

    Returns
    -------
    Figures
    """
    return Figures(source())


class Figures:
    """All that a cell drew.

    Attributes
    ----------
    panels : list of Panel
        In their order, those of all figures; bars of colours are none.
    """

    def __init__(self, panels):
        panels = panels if isinstance(panels, list) else []
        self.panels = [Panel(each) for each in panels if isinstance(each, dict)]

    def __len__(self):
        return len(self.panels)

    def panel(self, number):
        """One of them, counted from 0; an empty one where there are fewer."""
        return self.panels[number] if number < len(self.panels) else Panel({})

    def labelled(self):
        """True where both axes of each panel are named: beside it, or once for its figure."""
        return bool(self.panels) and all(each.xlabel and each.ylabel for each in self.panels)

    def showing(self, matrix):
        """The first panel that shows the numbers of a matrix; None where none does."""
        return next((each for each in self.panels if each.shows(matrix)), None)

    def text(self):
        """All that can be read: titles, labels, legends and texts."""
        return "\n".join(each.text() for each in self.panels)


class Panel:
    """A part of a figure with axes of its own.

    Parameters
    ----------
    facts : dict
        See `homework.drawn.read_panel`.
    """

    def __init__(self, facts):
        self.facts = facts

    @property
    def title(self):
        """Its own title, or that of its figure."""
        return self._said("title")

    @property
    def xlabel(self):
        return self._said("xlabel")

    @property
    def ylabel(self):
        return self._said("ylabel")

    def _said(self, name):
        around = self.facts.get("around")
        own = self.facts.get(name) or (around.get(name) if isinstance(around, dict) else "")
        return str(own or "").strip()

    def count(self, kind):
        """How many were drawn: 'lines', 'bars', 'clouds', 'containers', 'texts' or 'matrices'."""
        found = self.facts.get(kind, 0)
        return found if isinstance(found, int) else len(found)

    def artists(self):
        """How many lines, bars, clouds of points and pictures were drawn."""
        return sum(self.count(each) for each in ("lines", "bars", "clouds", "matrices"))

    def text(self):
        """All that can be read in it."""
        said = [self.title, self.xlabel, self.ylabel]
        return "\n".join([*said, *(str(e) for n in ("legend", "texts") for e in self._list(n))])

    def matrix(self):
        """Its numbers in rows and columns: of an image or a mesh, else of the texts.

        Returns
        -------
        np.ndarray [shape=(n_rows, n_columns)]
            Empty where there are none.
        """
        return next(iter(self._matrices()), np.empty((0, 0)))

    def shows(self, matrix):
        """How it shows a matrix: 'counts', 'shares of rows', 'counts, transposed'; '' if not.

        Parameters
        ----------
        matrix : array_like [shape=(n_rows, n_columns)]
            Of counts.
        """
        counts = np.asarray(matrix, dtype=float)
        for found in self._matrices():
            if how := _shown_as(found, counts):
                return how
            if how := _shown_as(found.T, counts):
                return f"{how}, transposed"
        return ""

    def _matrices(self):
        arrays = [np.asarray(each, dtype=float) for each in self._list("matrices")]
        written = _in_rows(self._list("numbers"))
        return [*arrays, *([written] if written.size else [])]

    def _list(self, name):
        found = self.facts.get(name)
        return found if isinstance(found, list) else []


def _in_rows(numbers):
    """Numbers with places as a matrix; empty where they do not fill one."""
    xs, ys = (sorted({round(each[axis], 6) for each in numbers}) for axis in (0, 1))
    matrix = np.full((len(ys), len(xs)), np.nan)
    for x, y, value in numbers:
        matrix[ys.index(round(y, 6)), xs.index(round(x, 6))] = value
    return matrix if matrix.size > 1 and not np.isnan(matrix).any() else np.empty((0, 0))


def _shown_as(found, counts):
    """In which form a matrix of counts was drawn; '' where these are other numbers."""
    if found.shape != counts.shape:
        return ""
    if np.allclose(found, counts, atol=1e-6, equal_nan=True):
        return "counts"
    for name, axis in SHARES.items():
        with np.errstate(invalid="ignore", divide="ignore"):
            shares = np.nan_to_num(counts / counts.sum(axis=axis, keepdims=True))
        for scale, words in ((1, name), (100, f"{name} in percent")):
            # They are often rounded to two digits, percent to whole ones.
            if np.allclose(np.nan_to_num(found), scale * shares, atol=0.0051 * scale):
                return words
    return ""


def seen(check):
    """Show what can be seen of the plot above; never an error, and never a mark.

    Parameters
    ----------
    check : callable
        Takes `Figures`, and yields ``(what, is_there)``, or ``(what, is_there, item)`` with the
        words that an item of the mark scheme begins with, which is then proposed to the marker.
        Instead of true or false it may say how, in words.
    """
    drawings = figures()
    if not drawings.panels:
        show({"text/plain": f"Seen, not marked. {NOTHING}", MIME: {"seen": []}})
        return
    found = []
    try:
        for what, is_there, *item in check(drawings):
            said = WORDS[bool(is_there)] if not isinstance(is_there, str) else is_there or "no"
            found.append([str(what), said, bool(is_there), *map(str, item[:1])])
    except Exception as error:  # an answer above may be open or hold anything
        name = getattr(error, "name", None) or type(error).__name__
        found.append(["what else was to be seen", f"could not be read ({name})", False])
    said = "; ".join(f"{what}: {answer}" for what, answer, *_ in found)
    show({"text/plain": f"Seen, not marked. {said}.", MIME: {"seen": found}})


def seen_in(outputs):
    """What such a cell showed, read from its outputs: [what, answer, is there, item or none]."""
    for output in outputs:
        told = output.get("data", {}).get(MIME)
        if told:
            return told["seen"]
    return None
