"""The instructor's commands: ``python -m examiner`` with one of the words below."""

import argparse
import sys

from examiner.course import CourseError
from examiner.demo import demo
from examiner.handout import handout
from examiner.matrix import matrix
from examiner.release import release
from examiner.reproduce import print_reproduction

COMMANDS = {
    "release": (release, "prove the source notebooks, then build release/ from them"),
    "demo": (demo, "release, grade a sample class, write feedback, print the marks"),
    "handout": (handout, "pack what students get into one zip"),
    "matrix": (matrix, "try the catalogue of answers, print which test each loses"),
    "reproduce": (print_reproduction, "the handout's tables beside the ones of this kit"),
}


def main(arguments=None):
    """Run one command; a fault ends it with its text and exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m examiner", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, text) in COMMANDS.items():
        commands.add_parser(name, help=text)
    chosen = parser.parse_args(arguments)
    try:
        COMMANDS[chosen.command][0]()
    except CourseError as fault:
        sys.exit(str(fault))


if __name__ == "__main__":
    main()
