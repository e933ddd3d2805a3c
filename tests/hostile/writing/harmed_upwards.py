"""Write a file HARMED into every folder above the working folder, as far as the course."""

EARNS = []
SOLVED = False

CELLS = {}

LAST = """
from pathlib import Path

here = Path.cwd()
for folder in list(here.parents)[:4]:
    # Not into somebody's checkout, and not above the scratch folder.
    if folder in (Path("/"), Path("/tmp"), Path.home()) or (folder / ".git").exists():
        break
    for place in (folder, *folder.glob("*")):
        if place.is_dir() and here != place:
            try:
                (place / "HARMED").write_text("HARMED")
            except OSError as error:
                print(error)
"""
