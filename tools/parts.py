"""Where the seconds of one submission go: its start, its cells, its tests, what is around them."""

import time
from collections import Counter
from contextlib import ExitStack, contextmanager

from examiner.exam.inside import Candidate
from examiner.exam.outside import Examiner
from examiner.grading import single
from examiner.grading.parcels import read_assignment, read_submission
from examiner.grading.record import Record
from examiner.sandbox.bubblewrap import sandbox_works

COUNTED = [(Candidate, "start"), (Candidate, "run"), (Candidate, "stop"), (Examiner, "test")]


def parts_of(course):
    """Grade the first submission of a course twice, in warm processes, and time the second.

    Parameters
    ----------
    course : Course

    Returns
    -------
    dict of str to float
        Seconds by part.
    """
    student = min(each.name for each in (course.root / "submitted").iterdir())
    assignment, submission = read_assignment(course), read_submission(course, student)
    single.grade(assignment, submission, unsafe=not sandbox_works())
    spent = Counter()
    with ExitStack() as stack:
        for owner, name in COUNTED:
            stack.enter_context(_counting(owner, name, spent))
        started = time.monotonic()
        graded = single.grade(assignment, submission, unsafe=not sandbox_works())
        seconds = time.monotonic() - started
    started = time.monotonic()
    Record(course).save(graded, submission, "digest")
    return {
        "start and end": spent["start"] + spent["stop"],
        "cells": spent["run"],
        "tests": spent["test"],
        "restoring and cleaning": seconds - sum(spent.values()),
        "recording": time.monotonic() - started,
    }


@contextmanager
def _counting(owner, name, spent):
    stock = getattr(owner, name)

    def counted(*args, **options):
        started = time.monotonic()
        try:
            return stock(*args, **options)
        finally:
            spent[name] += time.monotonic() - started

    setattr(owner, name, counted)
    try:
        yield
    finally:
        setattr(owner, name, stock)
