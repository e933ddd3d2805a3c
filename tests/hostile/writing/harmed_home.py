"""Write HARMED into the user's home: itself, IPython's startup, Jupyter's settings, a .pth file."""

EARNS = []
SOLVED = False

CELLS = {}

LAST = """
import os
import pwd
import site
from pathlib import Path

home = Path(os.environ.get("HOME") or "/tmp")
# Nothing in these files does harm if they are read; that they can be written is the harm.
for name in (
    "HARMED",
    ".ipython/profile_default/startup/HARMED.py",
    ".jupyter/HARMED_config.py",
    ".config/HARMED",
    str(Path(site.getusersitepackages()).relative_to(Path.home())) + "/HARMED.pth",
):
    try:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("# HARMED")
    except OSError as error:
        print(error)
"""
