"""The drawings: labelled with units, on the right axes, and displayed once, with a text."""

import copy
import runpy
from pathlib import Path
from unittest.mock import MagicMock

import matplotlib

matplotlib.use("Agg")

import librosa
import nbformat.v4 as nbformat
import numpy as np
import pandas as pd
import pytest
import scipy.fft
from IPython.utils.capture import capture_output
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from nbconvert import HTMLExporter

from helpers import plotting
from helpers.plotting import canvas, stages

pytestmark = [
    pytest.mark.filterwarnings("error"),
    # What another test left open is collected at any moment; it is no warning of a drawing.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

RNG = np.random.default_rng(3)
SIGNAL = RNG.normal(size=1600)
SPEC = np.abs(RNG.normal(size=(18, 257)))
MATRIX = RNG.normal(size=(18, 20))
TABLE = pd.DataFrame(
    [[0.1, 0.5], [0.75, 1.0]], index=["frame", "utterance"], columns=["none", "cms"]
)

PLANE = RNG.normal(size=(80, 2))
PLANE_DIGITS = np.where(PLANE[:, 0] > 0, 6, 1)

# name of the function, arguments, label of x, label of y, label of the colour bar
DRAWINGS = [
    ("plot_counts", ([3, 1, 3], "digit"), "digit", "recordings", None),
    ("plot_counts", (["ann", "bob"], "speaker"), "speaker", "recordings", None),
    ("plot_waveform", (SIGNAL, 8000), "time (s)", "amplitude", None),
    ("plot_response", (0.95,), "frequency (Hz)", "gain (dB)", None),
    ("plot_frame_grid", (SIGNAL, 8000, 0.025, 0.01), "time (ms)", "amplitude / peak", None),
    ("plot_spectrogram", (SPEC, 8000), "time (s)", "frequency (Hz)", "level (dB)"),
    ("plot_mel_filters", (), "frequency (Hz)", "weight", None),
    (
        "plot_matrix",
        (MATRIX, "mel filter", 0.01, "log energy"),
        "time (s)",
        "centre of filter (Hz)",
        "log energy",
    ),
    ("plot_matrix", (MATRIX, "coefficient"), "time (s)", "coefficient", "value (no unit)"),
    ("plot_windows", (), "frame", "window", None),
    (
        "plot_accuracies",
        (TABLE, "Test", "words"),
        "normalization",
        "feature level",
        "accuracy (share of words)",
    ),
    (
        "plot_speakers",
        ({"ann": 0.3, "bob": 0.7}, "words"),
        "accuracy (share of words)",
        "speaker left out",
        None,
    ),
    (
        "plot_regions",
        (lambda rows: np.where(rows[:, 0] > 0, 6, 1), PLANE, PLANE_DIGITS, (1, 6), "Two halves"),
        "coefficient 1 (no unit)",
        "coefficient 2 (no unit)",
        None,
    ),
    (
        "plot_ellipses",
        (PLANE, np.zeros((2, 2)), np.ones((2, 2)), np.array([0.25, 0.75]), "Two ellipses"),
        "coefficient 1 (no unit)",
        "coefficient 2 (no unit)",
        None,
    ),
    (
        "plot_curves",
        ([1, 2], {"a": [0, 1], "b": [1, 0]}, ("steps", "log-likelihood"), "Two curves"),
        "steps",
        "log-likelihood",
        None,
    ),
    (
        "plot_as_spectrum",
        ({"a": np.ones(5)}, "One curve"),
        "centre of the mel filter (Hz)",
        "log energy",
        None,
    ),
    ("plot_durations", ([0.3, 0.4, 0.5], [0, 0, 7]), "digit", "duration (s)", None),
    (
        "plot_scatter",
        (SPEC, np.arange(len(SPEC)) % 3, (0, 2), (1, 2)),
        "feature 1 (no unit)",
        "feature 2 (no unit)",
        None,
    ),
    ("plot_tracks", ({"a": MATRIX[:, 1], "b": MATRIX[:9, 1]},), "time (s)", "coefficient 1", None),
]


DRAWINGS_BY_NAME = {name: args for name, args, *_ in DRAWINGS}


@pytest.fixture(autouse=True)
def _closed():
    plt.close("all")
    yield
    plt.close("all")


def drawn(name, *args, **kwargs):
    """Draw, and render so that late faults show too."""
    drawing = getattr(plotting, name)(*args, **kwargs)
    np.ravel(drawing)[0].figure.canvas.draw()
    return drawing


def titles(axes):
    return [ax.get_title() for ax in axes]


@pytest.mark.parametrize(("name", "args", "x", "y", "bar"), DRAWINGS)
def test_axes_have_a_title_and_labels_with_units(name, args, x, y, bar):
    ax = drawn(name, *args)
    assert isinstance(ax, Axes)
    assert (ax.get_xlabel(), ax.get_ylabel()) == (x, y)
    assert ax.get_title()
    bars = [image.colorbar.ax.get_ylabel() for image in ax.images]
    assert bars == ([bar] if bar else [])


@pytest.mark.parametrize(("name", "args"), [drawing[:2] for drawing in DRAWINGS])
def test_one_figure_is_made_and_none_where_axes_are_given(name, args):
    drawn(name, *args)
    assert len(plt.get_fignums()) == 1
    _, axes = plt.subplots(1, 2)
    assert drawn(name, *args, ax=axes[1]) is axes[1]
    assert len(plt.get_fignums()) == 2
    assert not axes[0].has_data()


@pytest.mark.parametrize(("name", "args"), [drawing[:2] for drawing in DRAWINGS])
def test_input_stays_as_it_was(name, args):
    before = copy.deepcopy(args)
    drawn(name, *args)
    for now, then in zip(args, before, strict=True):
        if isinstance(now, pd.DataFrame):
            pd.testing.assert_frame_equal(now, then)
        else:
            np.testing.assert_equal(now, then)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("plot_waveform", (np.zeros(1600), 8000)),
        ("plot_waveform", (np.zeros(1), 8000)),
        ("plot_frame_grid", (np.zeros(1600), 8000, 0.025, 0.01)),
        ("plot_frame_grid", (np.ones(5, dtype="int16"), 8000, 0.025, 0.01)),
        ("plot_response", (1,)),
        ("plot_spectrogram", (np.zeros((18, 257)), 8000)),
        ("plot_spectrogram", (SPEC[:1], 8000)),
        ("plot_matrix", (np.zeros((18, 20)), "coefficient")),
        ("plot_matrix", (MATRIX[:1], "coefficient")),
        ("plot_matrix", (np.where(MATRIX > 0, MATRIX, -np.inf), "mel filter")),
        ("plot_matrix", (np.full((18, 20), np.nan), "coefficient")),
        ("plot_tracks", ({"a": [0.0], "b": [0.0]},)),
        ("plot_windows", (5,)),
        ("plot_stages", ({"Waveform": np.zeros(90), "Spectrum": np.zeros((1, 257))},)),
    ],
)
def test_silence_single_frames_and_gaps_are_drawn_without_a_warning(name, args):
    drawn(name, *args)


def test_counts_are_those_of_the_labels():
    ax = drawn("plot_counts", ["bob", "ann", "bob"], "speaker")
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["ann", "bob"]
    assert [bar.get_height() for bar in ax.patches] == [1, 2]


def test_response_is_that_of_the_filter():
    freqs, gain = drawn("plot_response", 0.5).lines[0].get_data()
    assert (freqs[0], freqs[-1]) == (0, 4000)
    np.testing.assert_allclose(gain[[0, -1]], 20 * np.log10([0.5, 1.5]))


def test_frame_grid_shows_length_and_hop():
    ax = drawn("plot_frame_grid", SIGNAL, 8000, 0.02, 0.005)
    assert "20 ms" in ax.get_title() and "5 ms" in ax.get_title()
    spans = [window.get_datalim(ax.transData).intervalx for window in ax.collections]
    np.testing.assert_allclose([start for start, _ in spans], [0, 5, 10, 15], atol=1e-9)
    np.testing.assert_allclose([end - start for start, end in spans], 20, atol=0.2)


def test_spectrogram_is_in_decibels_below_its_maximum_with_a_floor():
    ax = drawn("plot_spectrogram", np.array([[10, 1], [0, 1e-9]]), 8000)
    np.testing.assert_allclose(ax.images[0].get_array(), [[0, -80], [-20, -80]])
    assert ax.get_ylim() == (0, 4000)
    assert ax.images[0].get_extent() == [0, 0.02, -2000, 6000]  # a bin is centred on its frequency


def test_signed_coefficients_are_drawn_symmetrically_around_zero():
    matrix = np.array([[-1, 2], [3, -np.inf]])  # a student's log of zero
    assert drawn("plot_matrix", matrix, "coefficient").images[0].get_clim() == (-3, 3)
    assert drawn("plot_matrix", matrix, "mel filter").images[0].get_clim() == (-1, 3)


def test_signed_map_gets_lighter_from_end_to_end():
    grey = stages.SIGNED(np.linspace(0, 1, 50))[:, :3] @ [0.299, 0.587, 0.114]
    assert (np.diff(grey) > 0).all()


def test_a_matrix_has_frames_along_x():
    ax = drawn("plot_matrix", MATRIX, "coefficient", 0.02)
    assert ax.get_xlim() == (0, 0.36)
    np.testing.assert_array_equal(ax.images[0].get_array(), MATRIX.T)
    assert ax.images[0].origin == "lower"


def test_stages_share_their_time_and_are_drawn_by_title():
    stages = {
        "Waveform": SIGNAL,
        "SPECTRUM": SPEC,
        "Log mel spectrogram": MATRIX,
        "Mel-frequency cepstrum": MATRIX,
    }
    axes = drawn("plot_stages", stages)
    assert titles(axes) == list(stages)
    labels = ["amplitude", "frequency (Hz)", "centre of filter (Hz)", "coefficient"]
    assert [ax.get_ylabel() for ax in axes] == labels
    assert [ax.get_xlabel() for ax in axes] == ["", "", "", "time (s)"]
    assert len({ax.get_xlim() for ax in axes}) == 1
    np.testing.assert_allclose(axes[0].get_xlim(), (0, 0.2), atol=1e-3)
    assert len({round(ax.get_position().x1, 6) for ax in axes}) == 1
    assert len(plt.get_fignums()) == 1


def test_stages_of_one_are_still_an_array():
    assert titles(drawn("plot_stages", {"Waveform": SIGNAL})) == ["Waveform"]


@pytest.mark.parametrize(
    ("sizes", "centres"),
    [((15, 3, 3, 2), [3, 5, 7, 9, 11]), ((8, 3, 3, 2), [3]), ((6, 3, 3, 2), [])],
)
def test_windows_lie_wholly_inside(sizes, centres):
    n_frames, n_left, n_right, _ = sizes
    ax = drawn("plot_windows", *sizes)
    texts = [int(text.get_text()) for text in ax.texts]
    assert texts == [*range(n_frames), *centres]
    edges = [round(2 * edge) for box in ax.patches for edge in (box.get_x(), box.get_x() + 1)]
    assert (min(edges), max(edges)) == (-1, 2 * n_frames - 1)
    assert len(ax.patches) == n_frames + len(centres) * (n_left + 1 + n_right + 1)


def test_accuracies_are_written_where_they_belong_with_contrast():
    ax = drawn("plot_accuracies", TABLE, "Test")
    written = {tuple(map(int, text.get_position())): text for text in ax.texts}
    assert written[0, 1].get_text() == "0.75"  # x is the column, y the row
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["frame", "utterance"]
    assert ax.yaxis_inverted()
    assert written[0, 0].get_color() == "white" and written[1, 1].get_color() == "black"


def test_mel_filters_are_named_by_their_centres():
    ax = drawn("plot_matrix", np.ones((5, 3)), "mel filter", srate=16000)
    centres = librosa.mel_frequencies(5, fmin=0, fmax=8000, htk=True)[1:-1]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == [f"{hz:.0f}" for hz in centres]


def test_a_power_spectrum_of_complex_type_is_drawn():
    drawn("plot_stages", {"Spectrum": SPEC * np.conj(SPEC) + 0j})


def test_speakers_are_told_with_mean_and_spread_of_their_unit():
    ax = drawn("plot_speakers", {"ann": 0.2, "bob": 0.6}, "words")
    assert ax.get_title() == "Trained on the others: 0.40 ± 0.20 of words"
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["ann", "bob"]
    assert [text.get_text() for text in ax.texts] == ["0.20", "0.60"]


def test_regions_are_those_that_the_model_says():
    ax = drawn("plot_regions", *DRAWINGS_BY_NAME["plot_regions"])
    (border,) = [each for each in ax.collections if not getattr(each, "filled", True)]
    across = np.concatenate([path.vertices[:, 0] for path in border.get_paths()])
    assert np.abs(across).max() < 0.05


def test_a_whole_cepstrum_comes_back_as_the_spectrum_that_it_came_from():
    energies = RNG.normal(size=40)
    whole = scipy.fft.dct(energies, type=2, norm="ortho")
    line = drawn("plot_as_spectrum", {"all": whole}, "All").lines[0]
    np.testing.assert_allclose(line.get_ydata(), energies)


def test_tracks_differ_without_colour():
    ax = MagicMock()
    plotting.plot_tracks({str(number): MATRIX[:, number] for number in range(6)}, ax=ax)
    assert len({call.kwargs["linestyle"] for call in ax.plot.call_args_list}) == 6


def test_tracks_are_named_and_timed():
    ax = drawn("plot_tracks", {"0": MATRIX[:, 0], "1": MATRIX[:, 1]})
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["0", "1"]
    np.testing.assert_allclose(ax.lines[0].get_xdata()[-1], 0.17)


@pytest.mark.parametrize(
    "form", [lambda axes: axes, lambda axes: axes[0], lambda axes: axes[0].figure]
)
def test_show_gives_the_image_its_text_and_closes_it(shell, form):
    _, axes = plt.subplots(2)
    with capture_output() as captured:
        assert plotting.show(form(axes), "Two empty axes.") is None
    (output,) = captured.outputs
    assert "image/png" in output.data
    assert output.metadata["image/png"]["alt"] == "Two empty axes."
    assert not plt.get_fignums()


def test_the_text_reaches_the_page_that_nbgraders_templates_extend(shell):
    with capture_output() as captured:
        plotting.show(plotting.plot_windows(), "Windows & frames.")
    (shown,) = captured.outputs
    output = nbformat.new_output("display_data", shown.data, metadata=shown.metadata)
    cell = nbformat.new_code_cell(outputs=[output])
    exporter = HTMLExporter(template_name="classic")
    page, _ = exporter.from_notebook_node(nbformat.new_notebook(cells=[cell]))
    assert 'alt="Windows &amp; frames."' in page


@pytest.mark.parametrize("alt", ["", "  ", None, 3])
def test_show_refuses_a_drawing_without_a_text(alt):
    with pytest.raises(ValueError, match="alt"):
        plotting.show(plt.figure(), alt)


def test_style_is_applied_on_import_where_it_stands_above_the_package(tmp_path):
    source = Path(canvas.__file__).read_text(encoding="utf-8")
    copied = tmp_path / "helpers" / "plotting" / "canvas.py"
    copied.parent.mkdir(parents=True)
    copied.write_text(source, encoding="utf-8")
    with matplotlib.rc_context({"figure.dpi": 50}):
        runpy.run_path(str(copied))
        assert matplotlib.rcParams["figure.dpi"] == 50
        (tmp_path / "matplotlibrc").write_bytes(canvas.STYLE.read_bytes())
        runpy.run_path(str(copied))
        assert matplotlib.rcParams["figure.dpi"] == 110


def test_style_lets_a_student_tighten_a_figure_with_a_colour_bar():
    with matplotlib.rc_context(fname=canvas.STYLE):
        _, axes = plt.subplots(1, 2)
        for ax in axes:
            plt.colorbar(ax.imshow(MATRIX), ax=ax, label="windows")
        plt.tight_layout()
