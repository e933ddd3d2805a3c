"""In which order a marker meets the answers, which are marked together, and how long it takes."""

import hashlib
import re
from itertools import pairwise
from statistics import mean, median

# A pause is longer; between two answers it is no pace.
PAUSE = 300.0
FEWEST = 3


def key_of(place, student):
    """What stands for a student where nobody shall see who it is."""
    return _digest(*place, student)[:16]


def shuffled(place, marker, students):
    """Students in an order of this question's and this marker's own, the same every time.

    Where all markers go the same way the last answers always get tired eyes, and the marks of an
    answer depend on the one before it.
    """
    return sorted(students, key=lambda each: _digest(marker, *place, each))


def due(place, students, every):
    """Those whose answer gets a second look: every n-th, in an order that nobody chose."""
    ordered = sorted(students, key=lambda each: _digest("second", *place, each))
    return ordered[::every] if every > 0 else []


def _digest(*parts):
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def groups(students, text_of, together):
    """Students whose answers are the same, in the order of the first of each.

    Parameters
    ----------
    students : list of str
    text_of : callable
        A student's answer, without differences of white space.
    together : bool
        Else each is alone.

    Returns
    -------
    list of list of str
    """
    if not together:
        return [[each] for each in students]
    found = {}
    for each in students:
        found.setdefault(text_of(each), []).append(each)
    return list(found.values())


def similar(found, text_of):
    """Groups in an order in which each is followed by the one that is most like it.

    Parameters
    ----------
    found : list of list of str
    text_of : callable

    Returns
    -------
    list of list of str
    """
    words = {group[0]: set(re.findall(r"\w+", text_of(group[0]).lower())) for group in found}
    left, ordered = list(found), []
    while left:
        last = words[ordered[-1][0]] if ordered else set()
        nearest = max(range(len(left)), key=lambda n: (_alike(last, words[left[n][0]]), -n))
        ordered.append(left.pop(nearest))
    return ordered


def _alike(one, other):
    return len(one & other) / max(len(one | other), 1)


def pace(times):
    """Seconds that one answer takes, by when the last ones were marked; None where few were.

    Parameters
    ----------
    times : list of float
        Of an answer each, in their order.
    """
    spans = [later - earlier for earlier, later in pairwise(times)]
    spans = [each for each in spans if each < PAUSE]
    return median(spans[-30:]) if len(spans) >= FEWEST else None


def agreement(pairs):
    """How far two markers agree.

    Parameters
    ----------
    pairs : list of (float, float)
        The first mark and the second.

    Returns
    -------
    dict
        ``count``, ``same`` (how many have the same points) and ``apart`` (the mean difference).
    """
    apart = [abs(first - second) for first, second in pairs]
    return {
        "count": len(pairs),
        "same": sum(each < 1e-9 for each in apart),
        "apart": mean(apart) if apart else 0.0,
    }
