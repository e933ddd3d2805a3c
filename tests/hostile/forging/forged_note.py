"""Write lines like the grader's own log to the process's stderr, and bytes that are no text."""

EARNS = []
SOLVED = False

CELLS = {
    "preemphasis": """
import os


def preemphasis(signal, coeff=0.95):
    # nbgrader's log, which the course reads for notes, shares this stream with its kernels.
    for number in (1, 2):
        os.write(number, b"[note] honest, ex1: HARMED" + bytes([10, 255, 254, 128, 10]))
    raise NotImplementedError
""",
}
