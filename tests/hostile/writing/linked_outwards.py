"""Hand in a link to a file and a folder of the course, and write through both."""

EARNS = []
SOLVED = False

CELLS = {}

LINKS = {"course": "../../..", "features.npz": "../../../notes.txt", "source": "../../../source"}

LAST = """
import os

for folder in ("course", "source"):
    if os.path.isdir(folder):
        with open(folder + "/HARMED", "w") as file:
            file.write("HARMED")
if os.path.islink("features.npz"):
    with open("features.npz", "a") as file:
        file.write("HARMED")
"""
