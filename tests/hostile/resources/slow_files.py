"""Send the files that a notebook leaves under names that lead out, and then never end."""

EARNS = []
SOLVED = False

CELLS = {}

LAST = """
import itertools
import homework.leaving as leaving


def send_files(path, folder="."):
    with leaving.connect(path) as line:
        for number in itertools.count():
            for name in ("../../../HARMED", "/tmp/HARMED", f"f{number}"):
                leaving.send(line, name.encode())
                leaving.send(line, b".HARMED" + b"0" * 1_000_000)


leaving.send_files = send_files
"""
