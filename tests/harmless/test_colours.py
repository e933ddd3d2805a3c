"""Code is shown as written; what would take minutes to be coloured is shown in another way."""

import time

import pytest

from examiner.harmless.colours import _colour, colourable


@pytest.mark.parametrize(
    "source",
    [
        "",
        "def f(x):\n    return x  \n\n\n\n# end\n",
        "x = 1\n" * 2000,
        "%matplotlib inline\n!ls\n" * 9,
    ],
)
def test_honest_code_stays_as_written(source):
    assert colourable(source) == source


@pytest.mark.parametrize(
    "source",
    [
        " \n" * 3000 + "1",
        "\t\n" * 5000 + "1",
        "(" * 90_000,
        "'" * 60_000,
        "x" * 300_000,
        "?" * 50_000,
    ],
    ids=["spaces", "tabs", "brackets", "quotes", "long", "questions"],
)
def test_what_takes_long_to_be_coloured_is_shown_in_time(source):
    """6 kB of lines of one space took 15 s."""
    started = time.process_time()
    shown = colourable(source)
    _colour(shown, "ipython3")
    assert time.process_time() - started < 8
    assert shown.strip("# \n")
