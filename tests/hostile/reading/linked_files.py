"""Hand in symbolic links to the source, the gradebook and a neighbour, and print what came."""

EARNS = []
SOLVED = False

CELLS = {}

LINKS = {
    "source.txt": "../../../source/hw3/ex1.ipynb",
    "book.txt": "../../../gradebook.db",
    "honest.txt": "../../honest/hw3/ex1.ipynb",
    "notes.txt": "../../../notes.txt",
    "environ.txt": "/proc/self/environ",
}

LAST = """
import os

for name in ("source.txt", "book.txt", "honest.txt", "notes.txt", "environ.txt"):
    if os.path.isfile(name):
        with open(name, "rb") as file:
            text = file.read().decode("utf8", "ignore")
        for word in ("CANARY" "-", "HIDDEN" " TESTS"):
            if word in text:
                print("STOLEN:", name, text[text.find(word) :][:30])
"""
