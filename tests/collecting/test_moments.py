"""Times are read as they are meant, and what is not plainly one is refused."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from examiner.collecting.moments import utc_of

NINE = datetime(2026, 12, 2, 9)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-02 09:00:00.000000 UTC",
        "2026-12-02 09:00 Z",
        "2026-12-02T09:00:00Z",
        "20261202T090000Z",
        "2026-12-02 10:00:00 +0100",
        "2026-12-02 10:00:00 +01:00",
        "2026-12-02 10:00:00+01:00",
        "2026-12-02 04:30:00 -0430",
        "2026-12-02 10:00 Europe/Berlin",
        " 2026-12-02 09:00:00 UTC\n",
    ],
)
def test_a_time_is_read_in_utc_whatever_its_zone_is_called(text):
    assert utc_of(text) == utc_of(text, BERLIN) == NINE


@pytest.mark.parametrize("text", ["2026-12-02 10:00", "2026-12-02T10:00:00", "20261202T100000"])
def test_a_time_without_a_zone_is_in_the_one_that_is_meant_and_else_refused(text):
    assert utc_of(text, BERLIN) == NINE
    with pytest.raises(ValueError, match="has no zone"):
        utc_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday, I think",
        "25:00",
        "02.12.2026 10:30",
        "12/02/2026 10:30 UTC",
        "2026-12-02",
        "2026-12-02 9:30",
        "2026-12-02 24:01",
        "2026-02-30 09:00",
        "2026-12-02 09:00 +9999",
        "2026-12-02 09:00 Europe",
        "2026-12-02 09:00 ../../etc/passwd",
        "2026-12-02 09:00+05:00 Europe/Berlin",
        "0001-01-01 00:00 Europe/Berlin",
    ],
)
def test_what_is_no_time_is_refused_with_the_form_that_is_expected(text):
    with pytest.raises(ValueError, match="write it like '2026-12-02 09:59 Europe/Berlin'"):
        utc_of(text, BERLIN)
