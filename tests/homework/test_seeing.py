"""What a program sees of right and wrong plots, in all the usual ways to draw a matrix."""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest
import seaborn as sns
from sklearn.metrics import ConfusionMatrixDisplay, confusion_matrix

from homework import drawn, seeing
from homework.drawn import drawn_above, last_drawn, read_figure, watch
from homework.seeing import MIME, Figures, figures, seen, seen_in
from homework.wire import pack, unpack

RNG = np.random.default_rng(3)
SPOKEN = RNG.integers(0, 10, 400)
CALLED = np.where(RNG.random(400) < 0.6, SPOKEN, RNG.integers(0, 10, 400))
COUNTS = confusion_matrix(SPOKEN, CALLED)
SHARES = COUNTS / COUNTS.sum(axis=1, keepdims=True)


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def display(**options):
    return lambda ax: ConfusionMatrixDisplay.from_predictions(SPOKEN, CALLED, ax=ax, **options)


def written(ax):
    """Numbers alone, without a picture below them."""
    for row in range(10):
        for column in range(10):
            ax.text(column, row, f"{SHARES[row, column]:.2f}")


WAYS = {
    "imshow": (lambda ax: ax.imshow(COUNTS), "counts"),
    "imshow, from below": (lambda ax: ax.imshow(COUNTS, origin="lower"), "counts"),
    "matshow": (lambda ax: ax.matshow(SHARES), "shares of rows"),
    "pcolormesh": (lambda ax: ax.pcolormesh(COUNTS), "counts"),
    "pcolor": (lambda ax: ax.pcolor(100 * SHARES), "shares of rows in percent"),
    "seaborn": (lambda ax: sns.heatmap(SHARES, annot=True, ax=ax), "shares of rows"),
    "seaborn, rounded percent": (
        lambda ax: sns.heatmap(np.round(100 * SHARES), ax=ax),
        "shares of rows in percent",
    ),
    "display": (display(), "counts"),
    "display, rows": (display(normalize="true", colorbar=False), "shares of rows"),
    "display, columns": (display(normalize="pred"), "shares of columns"),
    "display, all": (display(normalize="all"), "shares of all"),
    "transposed": (lambda ax: ax.imshow(COUNTS.T), "counts, transposed"),
    "transposed shares": (
        lambda ax: sns.heatmap(SHARES.T, ax=ax),
        "shares of rows, transposed",
    ),
    "texts alone": (written, "shares of rows"),
    "another matrix": (lambda ax: ax.imshow(COUNTS[::-1]), ""),
    "one digit missing": (lambda ax: ax.imshow(COUNTS[:9, :9]), ""),
    "a photograph": (lambda ax: ax.imshow(np.ones((10, 10, 3))), ""),
    "a line": (lambda ax: ax.plot([1, 2]), ""),
    "nothing": (lambda ax: None, ""),
}


def panels_of(figure):
    """As they arrive: read, and sent over the wire."""
    return Figures(unpack(pack(read_figure(figure)))).panels


@pytest.mark.parametrize("way", WAYS)
def test_a_confusion_matrix_is_known_however_it_was_drawn(way):
    draw, expected = WAYS[way]
    figure, ax = plt.subplots()
    draw(ax)
    (panel,) = panels_of(figure)
    assert panel.shows(COUNTS) == expected


def test_titles_labels_legends_and_counts_are_read_beside_the_panel_or_around_it():
    figure, (left, _) = plt.subplots(1, 2)
    left.set(title="Train", xlabel="taken for", ylabel="spoken")
    left.plot([1, 2], label="component 0")
    left.errorbar([1], [2], yerr=[0.1])
    left.legend()
    figure.suptitle("both")
    first, second = panels_of(figure)
    assert (first.title, first.xlabel, second.title, second.xlabel) == (
        "Train",
        "taken for",
        "both",
        "",
    )
    assert "component 0" in first.text() and first.count("containers") == 1
    assert not Figures(read_figure(figure)).labelled()
    figure.supxlabel("feature")
    figure.supylabel("value")
    assert Figures(read_figure(figure)).labelled()
    assert Figures([]).panel(3).matrix().size == 0 and not Figures([]).labelled()


def test_a_notebooks_figures_are_those_of_the_cell_before(shell, monkeypatch):
    monkeypatch.setattr(drawn, "_CELLS", drawn._Cells())
    watch(shell)
    watch(shell)
    shell.user_ns.update(plt=plt, figures=figures)
    ask = "found = figures().panel(0).title"
    run = lambda text: shell.run_cell(text).raise_error()  # noqa: E731
    run("f, ax = plt.subplots(); ax.set_title('first'); display(f); plt.close(f)")
    assert [each["title"] for each in last_drawn()] == ["first"]
    for _ in range(2):
        run(ask)
        assert shell.user_ns["found"] == "first"
    run("plt.plot([1, 2]); plt.title('second'); plt.gcf().savefig('/dev/null', format='png')")
    run(ask)
    assert shell.user_ns["found"] == "second"
    # A cell that draws nothing does not show what another one drew.
    run("1 + 1")
    assert last_drawn() == []
    run(ask)
    assert shell.user_ns["found"] == "" and drawn_above() == []
    shell.events.callbacks["pre_run_cell"].clear()


def test_what_is_seen_is_a_line_and_data_and_never_an_error(monkeypatch, capsys):
    told = []
    monkeypatch.setattr(seeing, "show", told.append)
    monkeypatch.setattr(seeing, "source", list)
    seen(lambda drawings: iter(()))
    assert seeing.NOTHING in told[-1]["text/plain"]
    monkeypatch.setattr(seeing, "source", lambda: [{"title": "Train"}])

    def check(drawings):
        yield "titles", "Train" in drawings.text(), "the titles"
        yield "drawn as", ""
        yield "axis labels", drawings.labelled()
        yield "more", missing  # noqa: F821

    seen(check)
    assert told[-1]["text/plain"] == (
        "Seen, not marked. titles: yes; drawn as: no; axis labels: no; "
        "what else was to be seen: could not be read (missing)."
    )
    rows = seen_in([{"data": told[-1]}])
    assert rows[0] == ["titles", "yes", True, "the titles"] and rows[1] == ["drawn as", "no", False]
    assert MIME in told[-1]


@pytest.mark.parametrize("panels", [None, "x", [3], [{"matrices": "x", "around": 3}]])
def test_what_a_submission_says_of_its_figures_may_be_anything(panels):
    for panel in Figures(panels).panels:
        assert panel.shows(COUNTS) == "" and panel.title == "" and panel.artists() == 1
