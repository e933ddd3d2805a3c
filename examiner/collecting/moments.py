"""Times as people and programs write them, in UTC and without a zone, as nbgrader keeps them."""

from datetime import UTC, datetime

from nbgrader.utils import parse_utc


def utc_of(text):
    """A time that somebody wrote.

    nbgrader reads an offset like ``+0100`` as seconds; so what is a time of ISO 8601 is read here.

    Parameters
    ----------
    text : str

    Returns
    -------
    datetime

    Raises
    ------
    ValueError, OverflowError, TypeError
        Where it is none.
    """
    text = text.strip()
    try:
        moment = datetime.fromisoformat(_in_iso(text))
    except ValueError:
        if text.rpartition(" ")[2][:1] in ("+", "-"):
            raise
        return parse_utc(text)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else parse_utc(moment)


def _in_iso(text):
    """Without the space before an offset, and with an offset for UTC."""
    head, _, zone = text.rpartition(" ")
    if zone.upper() in ("UTC", "Z", "GMT"):
        return f"{head}+00:00"
    return f"{head}{zone}" if zone[:1] in ("+", "-") else text
