"""A submission runs what its marks depend on, and whole where that may not be enough."""

import random
import shutil
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from attack import attacks
from gates import SEED
from mess import MESSES
from nbformat.v4 import new_code_cell
from small import small_course

from examiner.authoring.samples import fill_release
from examiner.course import Course
from examiner.exam.slicing import NOT_RUN
from examiner.proof.both_ways import differences, hand_in_answers, marks_and_outcomes
from examiner.proof.catalogue import catalogue
from examiner.sandbox.bubblewrap import HELP, sandbox_works

pytestmark = pytest.mark.slow

# A function changes and writes what no name tells: the slice leaves its call out.
SETTINGS = """class Settings:
    pass


def prepare():
    Settings.coeff = 0.95
    with open("kept.txt", "w") as file:
        file.write("7")"""
GIVEN = [SETTINGS, "prepare()", "table = [1]", "print(table)", "corpus = 'all'"]
BY_SETTINGS = """def preemphasis(signal, coeff=None):
    coeff = Settings.coeff if coeff is None else coeff
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])"""
BY_FILE = """with open("kept.txt") as file:
    rounds = int(file.read())


def train_logistic_regression(X, y):
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=100 * rounds)).fit(X, y)"""
BOUNDS = ["--Examine.timeout=10", "--Examine.answer_timeout=6", "--Examine.memory_mb=1500"]
# Those that hang take the time of a bound, twice; `make attacks` has all.
KINDS = ("forging", "metadata", "reading", "screen")


def with_demonstrations(course):
    """Given cells in ex1 on which nothing depends, as far as their names tell."""
    path = course.folder("source") / "ex1.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1:1] = [new_code_cell(each, id=f"given{n}") for n, each in enumerate(GIVEN)]
    nbformat.write(notebook, path)
    course.generate()


def hand_in(course):
    """Students whose marks depend on what was left out, and a sample of all kinds."""
    whole = fill_release(course)
    course.submit("solved", whole)
    replaced = fill_release(course, replace={"preemphasis": BY_SETTINGS})
    course.submit("settings", {"ex1.ipynb": replaced["ex1.ipynb"]})
    replaced = fill_release(course, replace={"train_logistic_regression": BY_FILE})
    course.submit("file", {name: replaced[name] for name in ("ex1.ipynb", "ex2.ipynb")})
    draw = random.Random(SEED)
    notebook = nbformat.reads(whole["ex1.ipynb"], as_version=4)
    tasks = {cell.id for cell in notebook.cells}
    known = [each for each in catalogue("hw3") if each.task in tasks]
    hand_in_answers(course, draw.sample(known, 3))
    for mess in draw.sample(MESSES, 2):
        changed = nbformat.reads(whole["ex1.ipynb"], as_version=4)
        mess(changed)
        course.submit(f"mess-{mess.__name__}", {"ex1.ipynb": nbformat.writes(changed)})
    for attack in draw.sample(attacks(*KINDS), 2):
        attack.submit(course)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    if not sandbox_works():
        pytest.skip(HELP)
    root = tmp_path_factory.mktemp("both")
    course, whole = small_course(root / "course"), Course(root / "whole")
    with_demonstrations(course)
    hand_in(course)
    shutil.copytree(course.root, whole.root, symlinks=True)
    ways = [(course, []), (whole, ["--Examine.whole=True"])]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda way: way[0].nbgrader("autograde", *BOUNDS, *way[1]), ways))
    return course, whole


def test_every_test_comes_to_the_same_both_ways(graded):
    assert len(marks_and_outcomes(graded[0])) > 30
    assert differences(*graded) == []


@pytest.mark.parametrize("student", ["solved", "settings", "file"])
def test_what_depends_on_a_cell_that_was_left_out_is_right(student, graded):
    found = {
        test: said
        for (who, _, test), said in marks_and_outcomes(graded[0]).items()
        if who == student
    }
    assert {said[1] for said in found.values()} == {"right"}


def test_a_cell_that_did_not_run_says_so_in_its_place(graded):
    shown = {}
    for course in graded:
        cells = nbformat.read(course.notebooks("autograded", "solved")[0], as_version=4).cells
        place = index_of_source(cells, "prepare()")
        shown[course] = [cell.outputs for cell in cells[place : place + 3]]
    assert [outputs[0].text for outputs in shown[graded[0]]] == [NOT_RUN] * 3
    assert shown[graded[1]][2][0].text == "[1]\n"


def index_of_source(cells, source):
    return next(i for i, cell in enumerate(cells) if cell.source == source)
