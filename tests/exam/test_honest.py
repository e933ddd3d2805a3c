"""Honest slips cost one line, not a notebook; and what is not defined is said to be so, and why."""

import nbformat
import pytest
from mess import index_of
from nbformat.v4 import new_code_cell
from small import small_course

from examiner.authoring.samples import fill_release
from examiner.grading.grade import grade_class
from examiner.marks.reading import marks_by_cell
from examiner.sandbox.bubblewrap import sandbox_works

pytestmark = pytest.mark.slow

ALL = {"ex1": 0.75, "ex2": 0.75, "ex3": 0.75}
FILTER = "    return np.append(signal[0], signal[1:] - coeff * signal[:-1])"
SETUPS = {
    "qt": "%matplotlib qt\n",
    "widget": "%matplotlib widget\n",
    "tk": "import matplotlib\nmatplotlib.use('TkAgg')\nimport matplotlib.pyplot as plt\n",
    "colab": "import scipy.signal as own\nfrom google.colab import drive\n",
    "typo": "imprt os\n",
}
PREEMPHASIS = "def preemphasis(signal, coeff=0.95):\n" + FILTER
BROKEN = {
    "package": "from python_speech_features import mfcc\n"
    + "def preemphasis(signal, coeff=0.95):\n"
    + FILTER,
    "file": "table = open('digits.csv').read()\ndef preemphasis(signal, coeff=0.95):\n" + FILTER,
    "syntax": "def preemphasis(signal, coeff=0.95)\n" + FILTER,
    "prompt": "def preemphasis(signal, coeff=0.95):\n    coeff = float(input('?'))\n" + FILTER,
    "debugger": "def preemphasis(signal, coeff=0.95):\n    import pdb; pdb.set_trace()\n" + FILTER,
    "memory": "kept = bytearray(9 * 2**30)\n" + "def preemphasis(signal, coeff=0.95):\n" + FILTER,
    "own": "def preemphasis(signal, coeff=0.95):\n    if signal.dtype.kind != 'x':\n"
    "        raise NotImplementedError\n" + FILTER,
}


def with_cell(whole, book, name, source, below=None):
    notebook = nbformat.reads(whole[book], as_version=4)
    place = index_of(notebook, name)
    notebook.cells[place].source = source
    if below:
        notebook.cells.insert(place + 1, new_code_cell(below))
    return {**whole, book: nbformat.writes(notebook)}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """All cases as one class; and what the instructor reads."""
    course = small_course(tmp_path_factory.mktemp("honest") / "course")
    whole = fill_release(course)
    first = {"ex1.ipynb": whole["ex1.ipynb"]}
    for student, line in SETUPS.items():
        course.submit(student, with_cell(first, "ex1.ipynb", "setup", line + "import numpy as np"))
    for student, source in BROKEN.items():
        course.submit(student, with_cell(first, "ex1.ipynb", "preemphasis", source))
    notebook = nbformat.reads(first["ex1.ipynb"], as_version=4)
    del notebook.cells[index_of(notebook, "setup")]
    code = [c for c in notebook.cells if c.cell_type == "code" and not c.id.startswith("test_")]
    course.submit("no_setup", {"ex1.ipynb": nbformat.writes(notebook)})
    notebook.cells = [c for c in notebook.cells if c not in code]
    notebook.cells.append(new_code_cell("\n\n".join(c.source for c in code)))
    course.submit("all_in_one", {"ex1.ipynb": nbformat.writes(notebook)})
    many = """def train_logistic_regression(X, y):
    from sklearn.model_selection import GridSearchCV
    return GridSearchCV(LogisticRegression(), {'C': [0.1, 1, 10]}, cv=3, n_jobs=64).fit(X, y)"""
    course.submit("cores", with_cell(whole, "ex2.ipynb", "train_logistic_regression", many))
    forks = """def train_logistic_regression(X, y):
    import subprocess
    running = [subprocess.Popen(['sleep', '9']) for _ in range(99)]
    running[0].wait()"""
    course.submit("forks", with_cell(whole, "ex2.ipynb", "train_logistic_regression", forks))
    leaves = "import os\nos.makedirs('a', exist_ok=True)\nnp.save('a/mine.npy', np.arange(3))"
    both = with_cell(whole, "ex1.ipynb", "preemphasis", PREEMPHASIS, below=leaves)
    uses = "%run ex1.ipynb\nassert len(np.load('a/mine.npy')) == len(preemphasis(np.ones(3)))\n"
    solved = nbformat.reads(whole["ex2.ipynb"], as_version=4)
    uses += solved.cells[index_of(solved, "train_logistic_regression")].source
    course.submit("siblings", with_cell(both, "ex2.ipynb", "train_logistic_regression", uses))
    imports = with_cell(whole, "ex1.ipynb", "preemphasis", "from myfuncs import preemphasis")
    course.submit("module", {**imports, "myfuncs.py": "import numpy as np\n" + PREEMPHASIS})
    progress = grade_class(course, quiet=True, unsafe=not sandbox_works())
    return course, progress.notes()


def points(graded, student):
    cells = marks_by_cell(graded[0])
    own = cells[(cells["student"] == student) & cells["cell"].str.startswith("test_")]
    return own.groupby("exercise")["auto"].sum().round(6).to_dict()


def message(graded, student, cell="test_preemphasis", exercise="ex1"):
    path = graded[0].folder("autograded", student) / f"{exercise}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    outputs = notebook.cells[index_of(notebook, cell)].outputs
    return " ".join(each.get("evalue", "") for each in outputs)


@pytest.mark.parametrize("student", [*SETUPS, "no_setup", "all_in_one"])
def test_a_bad_line_in_the_imports_a_lost_cell_and_one_cell_for_all_cost_nothing(student, graded):
    assert points(graded, student)["ex1"] == ALL["ex1"]


@pytest.mark.parametrize("student", ["siblings", "module"])
def test_what_worked_beside_the_notebook_at_home_works_when_it_is_graded(student, graded):
    assert points(graded, student) == ALL


def test_a_note_says_which_cell_stopped_and_why(graded):
    said = [note for note in graded[1] if note.startswith(("colab:", "colab,"))]
    assert any("setup stopped (ModuleNotFoundError: No module named" in note for note in said)
    assert any("put back as released: setup" in n for n in graded[1] if n.startswith("no_setup"))


@pytest.mark.parametrize(
    ("student", "words"),
    [
        ("package", "stopped with ModuleNotFoundError: No module named 'python_speech_features'"),
        ("file", "stopped with FileNotFoundError"),
        ("syntax", "stopped with SyntaxError"),
        ("memory", "stopped with MemoryError"),
    ],
)
def test_a_student_reads_what_stopped_the_cell_that_defines_a_function(student, words, graded):
    said = message(graded, student)
    assert said.startswith("preemphasis is not defined. The cell that defines preemphasis")
    assert words in said and points(graded, student)["ex1"] == 0.5


@pytest.mark.parametrize("student", ["prompt", "debugger", "own"])
def test_an_answer_that_stops_is_not_called_open(student, graded):
    assert "NotImplementedError" in message(graded, student)
    assert "Not attempted" not in message(graded, student)


def test_the_number_of_workers_that_is_asked_for_breaks_no_bound(graded):
    assert points(graded, "cores") == ALL


def test_a_student_reads_which_bound_ended_the_process(graded):
    said = message(graded, "forks", "test_train_logistic_regression_learns", "ex2")
    assert "it started more than 64 processes" in said and "stopped answering" not in said
