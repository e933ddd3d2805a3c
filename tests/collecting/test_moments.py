"""Times are read as they are meant, also those that nbgrader reads otherwise."""

from datetime import datetime

import pytest

from examiner.collecting.moments import utc_of

NINE = datetime(2026, 12, 2, 9)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-02 09:00:00",
        "2026-12-02 09:00:00.000000 UTC",
        "2026-12-02 09:00 Z",
        "2026-12-02T09:00:00Z",
        "2026-12-02 10:00:00 +0100",
        "2026-12-02 10:00:00 +01:00",
        "2026-12-02 10:00:00+01:00",
        "2026-12-02 04:30:00 -0430",
        "2026-12-02 10:00:00 Europe/Berlin",
        " 2026-12-02 09:00:00 UTC\n",
    ],
)
def test_a_time_is_read_in_utc_whatever_its_offset(text):
    assert utc_of(text) == NINE


@pytest.mark.parametrize("text", ["", "yesterday, I think", "25:00", "2026-12-02 09:00 +9999"])
def test_what_is_no_time_is_an_error(text):
    with pytest.raises((ValueError, OverflowError, TypeError)):
        utc_of(text)
