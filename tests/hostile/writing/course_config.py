"""Write the settings of the next grading: an nbgrader_config.py and a notebook with own tests."""

EARNS = []
SOLVED = False

CELLS = {}

LAST = """
from pathlib import Path

for folder in list(Path.cwd().parents)[:4]:
    if (folder / "gradebook.db").is_file() and not (folder / ".git").exists():
        # The names say HARMED: that such a file could be written is enough to know.
        (folder / "HARMED_nbgrader_config.py").write_text("c = get_config()")
        (folder / "source" / "hw3" / "HARMED.py").write_text("HARMED")
        (folder / "release" / "hw3" / "HARMED.py").write_text("HARMED")
"""
