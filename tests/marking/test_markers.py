"""Two mark the same answer at the same moment, on a file and on a server: each key counts."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from examiner.marking.desk import Desk
from examiner.marking.giving import ConflictError, Marker
from examiner.marking.queue import key_of
from examiner.marking.tables import LockedError
from tools.class_to_mark import class_to_mark

WHERE = ("ex1", "answer_feature_levels")
KEY = key_of(("hw3", *WHERE), "s000")
TIMES = 5


def press(course, name, item):
    """Toggle one item again and again, as a page does that looks anew after each refusal."""
    desk, marker = Desk(course), Marker(name)
    left = TIMES
    while left:
        try:
            seen = desk.open_answer(*WHERE, KEY, marker)
            what = {"do": "toggle", "item": item, "tokens": seen["tokens"]}
            desk.mark(*WHERE, KEY, marker, what)
            left -= 1
        except (ConflictError, LockedError):
            continue


def both_press(course):
    desk = Desk(course)
    first, second, *_ = (each["id"] for each in desk.open_question(*WHERE)["items"])
    with ThreadPoolExecutor(2) as threads:
        done = [threads.submit(press, course, *each) for each in (("ann", first), ("ben", second))]
        for each in done:
            each.result()
    told = desk.open_answer(*WHERE, KEY, Marker("ann"))
    assert sorted(told["items"]) == sorted([first, second]) and told["score"] == 0.2
    log = desk.log(*WHERE)["log"]
    assert len(log) == 2 * TIMES
    # Each line goes on from the one before it: none was written over.
    for later, earlier in pairwise(log):
        assert later["before"]["items"] == earlier["after"]["items"]


def test_on_a_file(course):
    both_press(course)


@pytest.mark.slow
def test_on_a_server(postgresql, tmp_path):
    both_press(class_to_mark(tmp_path / "course", students=2, gradebook_url=postgresql))
