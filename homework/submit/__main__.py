"""The command: ``python -m homework.submit "Ada Lovelace" 1234567`` in the notebooks' folder."""

import argparse
import sys

from homework.submit import NotHandedIn
from homework.submit.submit import hand_in


def main(arguments=None):
    """Hand in from a terminal; what is in the way ends it with exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m homework.submit", description=__doc__)
    parser.add_argument("name", help="your name, in quotes")
    parser.add_argument("number", help="your student number")
    parser.add_argument("--folder", default=".", help="where the notebooks lie")
    parser.add_argument(
        "--as-it-is",
        action="append",
        default=[],
        metavar="NOTEBOOK",
        help="hand it in, though asked; may be repeated",
    )
    parser.add_argument("--all", action="store_true", help="print all cells, not answers alone")
    options = parser.parse_args(arguments)
    try:
        number, folder = options.number, options.folder
        print(hand_in(options.name, number, folder, options.as_it_is, not options.all))
    except NotHandedIn as reason:
        sys.exit(f"Not handed in: {reason}")


if __name__ == "__main__":
    main()
