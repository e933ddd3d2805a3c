"""The instructor's commands: ``python -m examiner`` with one of the words below."""

import argparse
import importlib
import logging
import os
import sys
from keyword import iskeyword

from examiner import __version__
from examiner.course import KIT, Course, CourseError, programs_first

# Where each is; loaded when asked for, with the options that it declares as OPTIONS.
COMMANDS = {
    "new": ("authoring.new", "write a small course into a new folder, to start from"),
    "release": ("authoring.release", "prove the source notebooks, then build release/ from them"),
    "demo": ("authoring.demo", "release, grade a sample class, write feedback, print the marks"),
    "tidy": ("authoring.tidy", "put what JupyterLab leaves in the source notebooks in order"),
    "handout": ("authoring.handout", "pack what students get into one zip"),
    "matrix": ("proof.matrix", "try the catalogue of answers, print which test each loses"),
    "collect": ("collecting.collect", "take in a learning platform's download, one outcome each"),
    "both_ways": ("proof.both_ways", "grade answers whole, too, and compare the marks"),
    "grade": ("grading.grade", "grade what is new or changed, on all cores or a cluster"),
    "return": ("marks.returning.give_back", "feedback and marks, as the platform takes them back"),
    "mark": ("marking.mark", "mark plots and written answers, a question at a time"),
    "page": ("marks.classroom.page", "one page of a class: marks, tasks, who needs a look"),
    "alike": ("marks.classroom.alike", "pairs of submissions that are too alike, side by side"),
}


def main(arguments=None):
    """Run one command; a fault ends it with its text and exit code 1."""
    words = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="python -m examiner", description=__doc__)
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--verbose", action="store_true", help="say more, and where a fault arose")
    commands = parser.add_subparsers(dest="command", help="without one: what is done, what is next")
    parsers = {name: commands.add_parser(name, help=text) for name, (_, text) in COMMANDS.items()}
    chosen = next((word for word in words if word in COMMANDS), None)
    if chosen:
        module = importlib.import_module(f"examiner.{COMMANDS[chosen][0]}")
        for option, settings in module.OPTIONS.items():
            parsers[chosen].add_argument(option, **settings)
    options = vars(parser.parse_args(words))
    name, verbose = options.pop("command"), options.pop("verbose")
    if verbose:
        logging.basicConfig(level=logging.INFO)
    try:
        _run(name and getattr(module, f"{name}_" if iskeyword(name) else name), options)
    except CourseError as fault:
        if verbose:
            raise
        sys.exit(str(fault))


def _run(command, options):
    # nbgrader calls a bare `alembic` where it makes a gradebook.
    os.environ["PATH"] = programs_first()
    from examiner import status

    if command is None:
        return status.tell_all()
    ended = None
    try:
        command(**options)
    except SystemExit as end:
        ended = end
    if "assignment" in options:
        status.tell(Course(KIT, options["assignment"]))
    if ended:
        raise ended


if __name__ == "__main__":
    main()
