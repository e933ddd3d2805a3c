"""Code that a page can colour in time: some few characters take the colouring minutes."""

import re
from functools import lru_cache

from nbconvert.filters.highlight import Highlight2HTML

from examiner.harmless.allowance import CUT, Allowance

SECONDS = 2  # an honest cell takes milliseconds
LARGEST = 100_000
_colour = Highlight2HTML()


@lru_cache(maxsize=1024)
def colourable(source):
    """A cell's code, as it is where it can be coloured; else with less of what takes the time.

    Parameters
    ----------
    source : str

    Returns
    -------
    str
    """
    # Ends of lines that nobody sees take the time of their square.
    bare = re.sub(r"\n{4,}", "\n\n\n", re.sub(r"[^\S\n]+$", "", source, flags=re.M))
    if len(source) - len(bare) < 500 and _is_coloured(source):
        return source
    if _is_coloured(bare):
        return bare
    # Python's own comments are coloured as one piece.
    lines = bare[:LARGEST].split("\n")
    return "\n".join([f"# {CUT}", *(f"# {line}" for line in lines)])


def _is_coloured(source):
    if len(source) > LARGEST:
        return False
    allowance = Allowance(0, 0, set(), SECONDS)
    return allowance.attempt(_colour, source, "ipython3") is not None
