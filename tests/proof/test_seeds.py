"""Whoever knows every number that can be read in source/ is found out by those that are drawn."""

import copy

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from examiner.authoring.drawn import OTHERS, is_drawn, with_seed
from examiner.course import Course
from examiner.exam.scope import scope_of
from examiner.proof.catalogue import Answer
from examiner.proof.seeds import lost_with_other_seeds
from examiner.proof.trial import Trial

pytestmark = pytest.mark.slow

# The solution, which remembers what it was asked, or knows nothing but that.
BY_HEART = """
import builtins, functools, pathlib, pickle


def _key(value):
    if isinstance(value, (list, tuple)):
        return tuple(_key(each) for each in value)
    if isinstance(value, str) and pathlib.Path(value).exists():
        files = [pathlib.Path(value), *sorted(pathlib.Path(value).rglob("*"))]
        return tuple((each.name, each.read_bytes()) for each in files if each.is_file())
    return pickle.dumps(value)


def _by_heart(function):
    @functools.wraps(function)
    def answer(*args, **kwargs):
        key = function.__name__, _key([*args, *kwargs.values()])
        if not {learning} and key not in builtins._met:
            raise ValueError("nobody asked me this before")
        builtins._met.add(key)
        return function(*args, **kwargs)

    return answer


builtins._met = getattr(builtins, "_met", set())
for _name in {names!r}:
    globals()[_name] = _by_heart(globals()[_name])
"""
GIVEN = {"classifier_predict", "gmms_from_parameters", "gmms_parameters"}


@pytest.mark.parametrize("exercise", ["ex1", "ex2", "ex3"])
def test_the_numbers_of_the_source_by_heart_give_no_point(exercise, on_embedded):
    trial = Trial(Course().folder("source") / f"{exercise}.ipynb")
    tests = [test for test in trial.tests if is_drawn(test.source)]
    asked = {name for test in tests for name in scope_of(test.source, trial.shared).names} - GIVEN
    learns, knows = (
        Answer(
            "wrong", "all", "", "", {}, [BY_HEART.format(names=sorted(asked), learning=learning)]
        )
        for learning in (True, False)
    )
    others = copy.deepcopy(tests)
    for test in others:
        test.source = with_seed(test.source, 4444)
    with trial.started([]):
        assert set(trial.ask(learns, tests).messages.values()) == {None}
        assert set(trial.ask(knows, tests).messages.values()) == {None}
        lost = trial.ask(knows, others).messages
    assert [test for test, said in lost.items() if "nobody asked me" not in str(said)] == []


UNFAIR = '''"""double doubles."""
from homework import ask, verdict


def check():
    number = 2
    ### BEGIN HIDDEN TESTS
    number = 0  ### DRAWN AT RELEASE
    ### END HIDDEN TESTS
    answer = ask(double, number)
    answer.expect(number != OTHER, "nobody could know that.")


verdict(check)'''


def test_numbers_that_make_a_right_answer_wrong_are_found_before_the_release(tmp_path):
    asked = {"schema_version": 3, "task": False, "cell_type": "code"}
    solution = asked | {"grade_id": "double", "solution": True, "grade": False, "locked": False}
    test = asked | {"grade_id": "test_double", "solution": False, "grade": True, "locked": True}
    course = Course(tmp_path, "hw9")
    course.folder("source").mkdir(parents=True)
    for other, faults in ((OTHERS[1], 1), (5, 0)):
        source = UNFAIR.replace("OTHER", str(other))
        cells = [
            new_code_cell("def double(x):\n    return 2 * x", metadata={"nbgrader": solution}),
            new_code_cell(source, metadata={"nbgrader": test | {"points": 1}}),
        ]
        nbformat.write(new_notebook(cells=cells), course.folder("source") / "ex1.ipynb")
        found = lost_with_other_seeds(course)
        assert len(found) == faults and all("nobody could know" in each for each in found)
