"""Open the gradebook with nbgrader's own interface, and print hidden tests and other marks."""

EARNS = []
SOLVED = False

CELLS = {}

LAST = """
import sqlite3
from pathlib import Path

for folder in Path.cwd().parents:
    book = folder / "gradebook.db"
    if book.is_file():
        connection = sqlite3.connect(f"file:{book}?mode=ro", uri=True)
        for name, text in connection.execute("select name, source from source_cell"):
            for line in text.splitlines():
                if "CANARY" "-" in line or "HIDDEN" " TESTS" in line:
                    print("STOLEN:", name, line)
        for row in connection.execute("select id from student"):
            print("STOLEN:", *row)
        connection.close()
        try:
            from nbgrader.api import Gradebook

            with Gradebook(f"sqlite:///{book}") as gradebook:
                for student in gradebook.students:
                    print("STOLEN:", student.id, student.score)
        except Exception as error:
            print(type(error))
"""
