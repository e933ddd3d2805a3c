"""What a marker can do to a mark, by the words that the page sends."""

from dataclasses import replace

from examiner.course import CourseError
from examiner.marking.marks import Mark


def points_of(value):
    try:
        points = float(str(value).replace(",", ".").replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        points = float("nan")
    if not abs(points) <= 1000:
        raise CourseError(f"{value!r} is no number of points.")
    return round(points, 6)


def _free(mark, rubric, told, most):
    value = str(told.get("points", "")).strip()
    return replace(mark, free=points_of(value) if value else None)


# What a marker can do to a mark.
CHANGES_OF_A_MARK = {
    "toggle": lambda mark, rubric, told, most: (
        mark.toggled(told["item"]) if told.get("item") in rubric else mark
    ),
    "full": lambda mark, rubric, told, most: mark.full(rubric, most),
    "none": lambda mark, rubric, told, most: mark.none(),
    "clear": lambda mark, rubric, told, most: Mark(words=mark.words),
    "free": _free,
    "words": lambda mark, rubric, told, most: replace(
        mark, words=str(told.get("words", ""))[:20_000].replace("\r\n", "\n").strip()
    ),
    "propose": lambda mark, rubric, told, most: replace(
        mark,
        items=tuple(dict.fromkeys([*mark.items, *(i for i in told["items"] if i in rubric)])),
        free=mark.free or None,
    ),
}
