"""The instructor's commands: ``python -m examiner`` with one of the words below."""

import argparse
import importlib
import sys

from examiner.course import CourseError

# Loaded when asked for: a worker of a class does not need them.
COMMANDS = {
    "release": (
        "authoring.release.release",
        "prove the source notebooks, then build release/ from them",
    ),
    "demo": (
        "authoring.demo.demo",
        "release, grade a sample class, write feedback, print the marks",
    ),
    "tidy": ("authoring.tidy.tidy", "put what JupyterLab leaves in the source notebooks in order"),
    "handout": ("authoring.handout.handout", "pack what students get into one zip"),
    "grade": ("grading.grade.grade", "grade what is new or changed, on all cores or a cluster"),
    "page": (
        "marks.classroom.page.page",
        "one page of a class: marks, tasks, messages, who needs a look",
    ),
    "alike": (
        "marks.classroom.alike.alike",
        "pairs of submissions that are too alike, side by side",
    ),
    "matrix": ("proof.matrix.matrix", "try the catalogue of answers, print which test each loses"),
}


def main(arguments=None):
    """Run one command; a fault ends it with its text and exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m examiner", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    parsers = {name: commands.add_parser(name, help=text) for name, (_, text) in COMMANDS.items()}
    for name in ("tidy", "release", "handout", "grade", "page", "alike", "matrix"):
        parsers[name].add_argument("assignment", nargs="?", default="hw3")
    _add_options_of_grade(parsers["grade"])
    parsers["alike"].add_argument(
        "--least", type=float, default=0.6, help="share that a pair has in common; default: 0.6"
    )
    parsers["matrix"].add_argument(
        "--task", dest="tasks", action="append", default=[], help="only this one; may be repeated"
    )
    options = vars(parser.parse_args(arguments))
    module, _, function = COMMANDS[options.pop("command")][0].rpartition(".")
    try:
        getattr(importlib.import_module(f"examiner.{module}"), function)(**options)
    except CourseError as fault:
        sys.exit(str(fault))


def _add_options_of_grade(parser):
    parser.add_argument("--jobs", type=int, help="workers on this machine; default: its cores")
    parser.add_argument("--student", help="only this one")
    parser.add_argument("--force", action="store_true", help="also what did not change")
    parser.add_argument("--scheduler", help="a Dask scheduler, such as tcp://10.0.0.1:8786")
    parser.add_argument("--quiet", action="store_true", help="print the summary only")
    parser.add_argument(
        "--unsafe-no-sandbox",
        dest="unsafe",
        action="store_true",
        help="run submissions with your own rights; for notebooks of your own",
    )


if __name__ == "__main__":
    main()
