"""What the suite asks of its tests: quick ones start no kernel or browser, CI skips nothing."""

import gc
import os
import random
import subprocess

import pytest

# What a test that is not marked slow may not start.
SLOW = ("ipykernel", "nbgrader", "jupyterlab", "chrom", "bwrap", "dask", "examiner.grading")
# Skips that are right in continuous integration, and why.
ACCEPTED = {
    "test_folder_with_a_forbidden_wav": "root may read every file",
    "test_memory_that_no_process_has_mapped_is_counted": "it takes a control group",
    "test_an_ordinary_users_candidates_are_bounded": "it takes root to become another user",
    "test_two_users_go_through_an_exchange": "it takes root to become another user",
    "test_threads_are_counted": "it takes a control group",
    "test_pages_that_forks_share_are_counted_once": "it takes a control group",
}
# The longest files come first, so that two processes end together.
LONGEST = [
    "test_answers",
    "test_student",
    "test_grading",
    "test_classroom",
    "test_hostile",
    "test_numbers",
    "test_other_course",
    "test_marking_page",
    "test_exam",
    "test_feedback",
    "test_instructor",
    "test_mess",
    "test_submit",
    "test_parts_run",
    "test_seeds",
    "test_honest",
    "test_marks",
]
# In the environment, so that processes that share the work draw the same.
SEED = int(os.environ.setdefault("SEED", str(random.randrange(10**6))))


def pytest_configure(config):
    config.option.hypothesis_seed = SEED


def pytest_collection_modifyitems(items):
    places = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONGEST)))


def pytest_collection_finish():
    """What was collected stays; looking through it again and again took a seventh of the time."""
    gc.collect()
    gc.freeze()


def pytest_report_header():
    return f"SEED={SEED} draws the samples that change from run to run"


@pytest.fixture(autouse=True)
def started_processes(request, monkeypatch):
    """A quick test that starts a kernel, an nbgrader process or a browser fails."""
    if request.node.get_closest_marker("slow"):
        return

    class Watched(subprocess.Popen):
        def __init__(self, command, *args, **kwargs):
            line = command if isinstance(command, str) else " ".join(map(str, command))
            found = [word for word in SLOW if word in line]
            assert not found, f"a test that starts {found[0]} is to be marked slow: {line[:200]}"
            super().__init__(command, *args, **kwargs)

    monkeypatch.setattr(subprocess, "Popen", Watched)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    return _not_skipped(report, item.originalname)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    return _not_skipped(report, collector.name)


def _not_skipped(report, name):
    """Green means tested: in continuous integration a skip that is not accepted is a failure."""
    if report.skipped and os.environ.get("CI") and name not in ACCEPTED:
        report.outcome = "failed"
        report.longrepr = (
            f"skipped in continuous integration: {report.longrepr}. Mend the machine, or accept "
            "the skip in tests/gates.py with its reason."
        )
    return report
