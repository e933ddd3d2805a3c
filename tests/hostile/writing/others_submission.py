"""Write HARMED into the notebooks of the student honest, submitted and graded."""

EARNS = []
SOLVED = False

CELLS = {}

LAST = """
from pathlib import Path

for up in ("../..", "../../../submitted", "../../../autograded", "../../../feedback"):
    folder = Path(up, "honest", "hw3")
    if folder.is_dir():
        (folder / "HARMED.ipynb").write_text("HARMED")
        # The notebooks themselves keep their text: only whether it could be changed is tried.
        for file in folder.glob("*.ipynb"):
            with file.open("r+") as notebook:
                print("STOLEN: can write", notebook.name)
"""
