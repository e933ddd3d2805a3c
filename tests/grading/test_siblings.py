"""One notebook that cannot be graded never takes the others of its submission along."""

from types import SimpleNamespace

import pytest
from made_up_course import course_in, hand_in
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import OperationalError

from examiner.bounded import OverBudgetError
from examiner.course import NOTE, SandboxError
from examiner.grading import siblings
from examiner.grading.siblings import reason_of
from examiner.grading.single import _why
from examiner.marks.reading import marks_by_cell


@pytest.fixture
def converter(tmp_path, monkeypatch):
    """A converter of one submission, whose own step fails for the notebooks in ``broken``."""
    course = course_in(tmp_path / "course")
    hand_in(course, "ann", auto={"test_framing": 1.0, "test_train": 1.5})
    done = course.folder("autograded", "ann")
    done.mkdir(parents=True)

    def stock(self, filename):
        (done / filename).write_text("half")
        self.slow(filename)
        if filename in self.broken:
            raise self.broken[filename]

    def resources(self, filename):
        names = {"student": "ann", "assignment": "hw3", "notebook": filename[:3]}
        return {"nbgrader": {**names, "db_url": course.gradebook_url}}

    methods = {
        "convert_single_notebook": stock,
        "convert_notebooks": lambda self: [
            self.convert_single_notebook(name) for name in self.notebooks
        ],
        "init_assignment": lambda self, assignment, student: None,
        "slow": lambda self, filename: None,
        "init_single_notebook_resources": resources,
        "_format_dest": lambda self, assignment, student: str(done),
    }
    monkeypatch.setattr(siblings, "Autograde", type("Autograde", (), methods))
    siblings.grade_siblings_apart()
    made = siblings.Autograde()
    made.notebooks, made.broken, made.said = ["ex1.ipynb", "ex2.ipynb"], {}, []
    made.log = SimpleNamespace(
        warning=lambda form, *words: made.said.append(form % words), error=lambda words: None
    )
    made.course, made.done = course, done
    made.coursedir = CourseDirectory(root=str(course.root), db_url=course.gradebook_url)
    return made


def run(converter):
    if converter.broken and len(converter.broken) < len(converter.notebooks):
        with pytest.raises(NbGraderException, match="cannot be graded: ann, ex"):
            converter.convert_notebooks()
    else:
        converter.convert_notebooks()
    return sorted(path.name for path in converter.done.iterdir())


FAULT = ValueError("Traceback:\n  File 3\nhalf a character\n")


@pytest.mark.parametrize("broken", ["ex1.ipynb", "ex2.ipynb"])
def test_the_other_notebook_is_graded_and_the_reason_is_told(converter, broken):
    converter.broken[broken] = FAULT
    assert run(converter) == [name for name in converter.notebooks if name != broken]
    assert converter.said == [
        f"{NOTE} ann, {broken[:3]}: cannot be graded (ValueError: half a character)"
    ]


def test_what_takes_too_long_to_read_is_not_read_twice(converter, monkeypatch):
    monkeypatch.setattr("examiner.bounded.Reading.__init__.__defaults__", (0.2, 1000))
    begun = []

    def slow(name):
        begun.append(name)
        while True:
            pass

    converter.slow = slow
    with pytest.raises(OverBudgetError):
        converter.convert_notebooks()
    # The other notebook of the same submission is on the same account.
    assert begun == ["ex1.ipynb"] and list(converter.done.iterdir()) == []
    (said, _) = converter.said
    assert "ann, ex1: cannot be graded (OverBudgetError: reading it took more than" in said


def test_the_marks_of_an_earlier_notebook_do_not_stay_for_one_that_cannot_be_graded(converter):
    converter.broken["ex1.ipynb"] = FAULT
    run(converter)
    marks = marks_by_cell(converter.course).groupby("exercise")["auto"].sum()
    assert marks.to_dict() == {"ex1": 0.0, "ex2": 1.5}


def test_a_notebook_that_is_not_there_any_more_keeps_no_mark_by_hand(converter):
    hand_in(converter.course, "ben", manual={"answer_levels": 2.0})
    converter.notebooks = ["ex2.ipynb"]
    converter.init_assignment("hw3", "ben")
    marks = marks_by_cell(converter.course).set_index(["student", "cell"])
    assert marks.loc[("ben", "answer_levels"), "given"] == 0
    assert converter.said == [
        f"{NOTE} ben, ex1: answer_levels was marked for an answer that is not there now "
        "(2 points); that does not count"
    ]


def test_where_no_notebook_can_be_graded_the_submission_fails(converter):
    converter.broken |= dict.fromkeys(converter.notebooks, FAULT)
    with pytest.raises(ValueError, match="half a character"):
        run(converter)
    assert len(converter.said) == 2


@pytest.mark.parametrize("fault", [SandboxError("no bwrap"), OperationalError("x", {}, "locked")])
def test_without_a_sandbox_or_a_gradebook_nothing_goes_on(converter, fault):
    converter.broken["ex1.ipynb"] = fault
    with pytest.raises(type(fault)):
        converter.convert_notebooks()
    assert converter.said == []


def test_the_step_is_put_in_once(converter):
    first = siblings.Autograde.convert_single_notebook
    siblings.grade_siblings_apart()
    assert siblings.Autograde.convert_single_notebook is first


def test_the_reason_is_in_words():
    assert reason_of(KeyError()) == "KeyError"
    assert _why("No notebooks were matched by x") == "there is no notebook to grade"
    assert _why("first\nlast\n\n") == "last"
