"""Hand in a symbolic link to the course folder, and read through it."""

EARNS = []
SOLVED = False

CELLS = {}

LINKS = {"course": "../../..", "up": "..", "root": "/"}

LAST = """
import glob

for name in [*glob.glob("course/*.txt"), *glob.glob("course/s*/*/*/*.ipynb"), *glob.glob("up/*/*")]:
    try:
        with open(name) as file:
            text = file.read()
    except OSError:
        continue
    if "CANARY" "-" in text:
        print("STOLEN:", name, text[text.find("CANARY" "-") :][:30])
"""
