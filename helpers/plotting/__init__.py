"""The drawings of the three notebooks, readable from the back row and in a grey print.

Each `plot_x` draws on `ax`, or on a figure of its own where none is given, and returns the Axes
that it drew on; `show` puts a drawing into the notebook.
"""

from helpers.plotting.canvas import show
from helpers.plotting.data import (
    plot_accuracies,
    plot_counts,
    plot_durations,
    plot_scatter,
    plot_windows,
)
from helpers.plotting.models import (
    plot_as_spectrum,
    plot_curves,
    plot_ellipses,
    plot_regions,
    plot_speakers,
)
from helpers.plotting.stages import (
    plot_frame_grid,
    plot_matrix,
    plot_mel_filters,
    plot_response,
    plot_spectrogram,
    plot_stages,
    plot_tracks,
    plot_waveform,
)

__all__ = [
    "plot_accuracies",
    "plot_as_spectrum",
    "plot_counts",
    "plot_curves",
    "plot_durations",
    "plot_ellipses",
    "plot_frame_grid",
    "plot_matrix",
    "plot_mel_filters",
    "plot_regions",
    "plot_response",
    "plot_scatter",
    "plot_speakers",
    "plot_spectrogram",
    "plot_stages",
    "plot_tracks",
    "plot_waveform",
    "plot_windows",
    "show",
]
