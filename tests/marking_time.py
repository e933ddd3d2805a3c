"""How long a marker waits for the next answer, in a browser, with 300 students in the gradebook.

``python tests/marking_time.py`` prints it per question; ``make bench`` does so at its end.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

from browsing import chromium, jupyterlab, wait_until
from playwright.sync_api import sync_playwright

from examiner.course import KIT
from homework.submit.browser import find_browser
from tools.class_to_mark import class_to_mark

STUDENTS, ANSWERS, MOST = 300, 25, 200
READY = "!state.pending.length && current() && state.told.has(current().key)"
MEASURED = "performance.getEntriesByName('answer').map(each => each.duration)"


def main(students=STUDENTS):
    """Give an item and go on, and print how long each answer took to be there.

    Returns
    -------
    bool
        Whether the median of each question is below `MOST` milliseconds.
    """
    with tempfile.TemporaryDirectory(prefix="marking-") as folder:
        root, server, own = (Path(folder, name) for name in ("lab", "server", "browser"))
        for each in (root, server, own):
            each.mkdir()
        course = class_to_mark(root / "course", students)
        where = {"root": str(course.root), "db_url": course.gradebook_url}
        lines = [f"c.CourseDirectory.{name} = {value!r}" for name, value in where.items()]
        text = (KIT / "nbgrader_config.py").read_text()
        (root / "nbgrader_config.py").write_text("\n".join([text, *lines]))
        with jupyterlab(root, server) as lab, chromium(find_browser(), own) as address:
            return _measure(lab, address)


def _measure(lab, address):
    good = True
    with sync_playwright() as playwright:
        context = playwright.chromium.connect_over_cdp(address).new_context()
        page = context.new_page()
        for place in ("ex1/answer_feature_levels", "ex2/answer_performance"):
            page.goto("about:blank")
            page.goto(lab.url("marking/hw3") + f"#{place}")
            wait_until(page, READY)
            page.evaluate("performance.clearMeasures()")
            for _ in range(ANSWERS):
                before = page.evaluate("current().key")
                page.keyboard.press("1")
                page.keyboard.press("Enter")
                wait_until(page, "before => current().key !== before", before)
                wait_until(page, READY)
            times = page.evaluate(MEASURED)
            good = good and median(times) < MOST
            print(
                f"{place}: median {median(times):.0f} ms, longest {max(times):.0f} ms, {len(times)}"
            )
        context.close()
    return good


if __name__ == "__main__":
    sys.exit(not main())
