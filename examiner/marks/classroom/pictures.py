"""The two drawings of the class page, legible in grey; the page says the same in words."""

import base64
import io

import matplotlib.pyplot as plt
import numpy as np

from homework.outcomes import WORDS

SHADES = {
    "right": ("0.25", ""),
    "partly": ("0.45", ".."),
    "wrong": ("0.65", "///"),
    "open": ("1.0", ""),
}


def kinds_in(tasks):
    """The outcomes that are drawn: partial credit only where a test gave some."""
    return [kind for kind in SHADES if kind != "partly" or any(each[kind] for each in tasks)]


def draw_marks(marks, most):
    """How many students have how many points.

    Parameters
    ----------
    marks : pandas.Series
    most : float
        Points that can be had.

    Returns
    -------
    str
        A data URL of an SVG.
    """
    figure, axes = plt.subplots(figsize=(7, 3))
    edges = np.arange(0, np.ceil(most) + 1)
    axes.hist(np.clip(marks, 0, most), bins=list(edges), color="0.35", edgecolor="white")
    axes.set(xlabel="points", ylabel="students", xticks=edges)
    axes.yaxis.get_major_locator().set_params(integer=True)  # type: ignore[call-arg]
    return _as_url(figure)


def draw_tasks(tasks):
    """Per task how many students have it right, not right yet, or open.

    Parameters
    ----------
    tasks : list of dict
        As `examiner.marks.classroom.overview` gives them.

    Returns
    -------
    str
        A data URL of an SVG.
    """
    figure, axes = plt.subplots(figsize=(7, 0.6 + 0.32 * max(len(tasks), 1)))
    names = [f"{each['exercise']}: {each['task']}" for each in tasks]
    left = np.zeros(len(tasks))
    for kind in kinds_in(tasks):
        shade, hatch = SHADES[kind]
        counts = np.array([each[kind] for each in tasks], dtype=float)
        axes.barh(
            names, counts, left=left, color=shade, hatch=hatch, edgecolor="0.2", label=WORDS[kind]
        )
        left += counts
    axes.invert_yaxis()
    axes.set(xlabel="students")
    axes.xaxis.get_major_locator().set_params(integer=True)  # type: ignore[call-arg]
    axes.legend(ncols=3, loc="lower left", bbox_to_anchor=(0, 1), frameon=False)
    return _as_url(figure)


def _as_url(figure):
    picture = io.BytesIO()
    figure.savefig(picture, format="svg", bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.getvalue()).decode()}"
