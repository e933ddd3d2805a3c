"""Times as people and programs write them; in UTC and without a zone, as nbgrader keeps them.

The one parser of deadlines, extensions and arrivals. It takes ISO 8601 and nothing else: others
read ``02.12.2026`` as February, and a time without a zone as one of London.
"""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EXAMPLE = "2026-12-02 09:59 Europe/Berlin"
ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d|\d{8})(?:T|\s+)"
    r"(?P<clock>\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,6})?)?)\s*(?P<zone>\S*)",
    re.I,
)
MONTHS = {
    name: number + 1
    for names in (
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
    )
    for number, name in enumerate(names.split())
}
# Wednesday, 2 December 2026, 9:30 AM; Mittwoch, 2. Dezember 2026, 09:30 (langconfig.php).
MOODLE_TIME = re.compile(
    r"(?:\w+, )?(?P<day>\d{1,2})\.? (?P<month>\w+) (?P<year>\d{4}), "
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?:\s(?P<half>[AP]M))?",
    re.I,
)
OFFSET = re.compile(r"[+-]\d\d(:?\d\d)?")


def utc_of(text, zone=None):
    """A time that somebody wrote.

    Parameters
    ----------
    text : str
        ISO 8601 with a zone: its name, an offset, or Z.
    zone : datetime.tzinfo, optional
        Where none stands.

    Returns
    -------
    datetime

    Raises
    ------
    ValueError
        With the form that is expected, where it is none.
    """
    try:
        return aware(text, zone).astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        raise ValueError(f"{text!r} is no time; write it like {EXAMPLE!r}") from None


def aware(text, zone=None):
    """The same in its own zone; see `utc_of`."""
    found = ISO.fullmatch(text.strip()) if isinstance(text, str) else None
    try:
        if found is None:
            raise ValueError
        named = found["zone"]
        local = datetime.fromisoformat(f"{found['day']}T{found['clock']}")
        if OFFSET.fullmatch(named) or named.upper() == "Z":
            return datetime.fromisoformat(f"{found['day']}T{found['clock']}{named.upper()}")
        if named:
            return local.replace(tzinfo=UTC if named.upper() in ("UTC", "GMT") else ZoneInfo(named))
    # A zone may be the name of a folder.
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise ValueError(f"{text!r} is no time; write it like {EXAMPLE!r}") from None
    if zone is None:
        raise ValueError(
            f"{text!r} has no zone, and there is no deadline whose zone it could be in; write it "
            f"like {EXAMPLE!r}"
        )
    return local.replace(tzinfo=zone)


def as_person_writes(text):
    """A time as Moodle's list writes it, in the form that a person would; else as it is.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    found = MOODLE_TIME.fullmatch(text.strip().replace("\u202f", " "))
    month = found and MONTHS.get(found["month"].lower())
    if not month:
        return text
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].upper() == "PM" else 0)
    try:
        time = datetime(int(found["year"]), month, int(found["day"]), hour, int(found["minute"]))
    except ValueError:
        return text
    return f"{time:%Y-%m-%d %H:%M}"
