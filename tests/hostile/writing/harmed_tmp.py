"""Write HARMED into /tmp, /var/tmp and the folder for temporary files of the grading process."""

EARNS = []
SOLVED = False

CELLS = {
    "preemphasis": """
import os
import tempfile


def preemphasis(signal, coeff=0.95):
    for folder in {"/tmp", tempfile.gettempdir(), os.environ.get("TMPDIR", "/tmp")}:
        for name in ("HARMED", "HARMED-preemphasis.py"):
            with open(os.path.join(folder, name), "w") as file:
                file.write("HARMED")
    raise NotImplementedError
""",
}
