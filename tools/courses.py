"""Counts for docs/courses.md: these notebooks beside other open courses, from their files.

``python -m tools.courses [name=folder ...]``: notebooks (.ipynb) and pages (.mdx) of each folder.
"""

import re
import sys
from pathlib import Path
from statistics import median

import nbformat

from examiner.course import KIT
from examiner.notebooks.cells import is_test

OWN = "release/hw3"
# What a reader opens, or not.
FOLD = re.compile(r"<details>.*?</details>", re.S)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
# What is counted in texts and code together, by a pattern that each course's own words have.
SIGNS = {
    "places with sound": r"players\(|recorder\(|\bAudio\((?!sampling_rate|\))|<audio|ipd\.Audio",
    "sliders": r"\bexplore\(|interact\(|Slider\(",
    "hints": r"<summary>Hint|\.hint\(",
    "worked neighbours or solutions": r"<summary>Last rung|\.solution\(",
    "folded answers": r"<summary>(An answer|What to see)",
    "pictures": r"plotting\.show\(|plt\.show|\.plot\(|sns\.\w+plot|<img|!\[",
    "pictures with a text in their place": r"alt=",
    "links": r"\]\(https?://|href=\"http",
}


def pieces(path):
    """The texts and the code of a notebook or page that a reader sees, without graded tests.

    Returns
    -------
    texts, codes, tests : list of str
    """
    if path.suffix == ".ipynb":
        cells = nbformat.read(path, as_version=4).cells
        tests = [cell.source for cell in cells if is_test(cell)]
        codes = [c.source for c in cells if c.cell_type == "code" and not is_test(c)]
        return [c.source for c in cells if c.cell_type == "markdown"], codes, tests
    text = path.read_text(encoding="utf-8")
    codes = [body for kind, body in FENCE.findall(text) if kind in ("py", "python")]
    return [each for each in FENCE.sub("\0", text).split("\0") if each.strip()], codes, []


def counts(folder):
    """What a course has, by what is counted.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    dict of str to number
    """
    files = sorted([*Path(folder).rglob("*.ipynb"), *Path(folder).rglob("*.mdx")])
    parts = [pieces(path) for path in files]
    texts, codes, tests = ([each for part in parts for each in part[n]] for n in range(3))
    codes = [code for code in codes if code.strip()]
    whole = "\n".join([*texts, *codes])
    return {
        "files": len(files),
        "texts": len(texts),
        "words of a text, median": median(len(text.split()) for text in texts),
        "the same without folds": median(len(FOLD.sub("", text).split()) for text in texts),
        "cells of code": len(codes),
        "lines of code, median": median(len(code.strip().split("\n")) for code in codes),
        "tests or checks": len(tests) or len(re.findall(r"\.check\(\)", whole)),
        **{name: len(re.findall(sign, whole)) for name, sign in SIGNS.items()},
    }


def main():
    """Print a table, a column for each course."""
    named = [each.split("=", 1) for each in sys.argv[1:]]
    courses = {"here": counts(KIT / OWN), **{name: counts(folder) for name, folder in named}}
    print(f"| | {' | '.join(courses)} |\n|---|{'---|' * len(courses)}")
    for what in courses["here"]:
        print(f"| {what} | {' | '.join(f'{each[what]:g}' for each in courses.values())} |")


if __name__ == "__main__":
    main()
