"""Wrong answers lose, honest answers keep: the catalogue, graded in the solved notebooks."""

from collections import Counter

import nbformat
import pytest
from gates import SEED
from nbformat.v4 import new_code_cell
from small import full_course

from examiner.authoring.samples import fill_release
from examiner.course import Course, CourseError
from examiner.grading.grade import grade_samples
from examiner.marks.reading import marks_by_cell
from examiner.proof import matrix as matrices
from examiner.proof.asserts import asserts
from examiner.proof.catalogue import Answer, catalogue, faults
from examiner.proof.matrix import faults_of, try_all, unproven
from examiner.proof.trial import Outcome, Trial

pytestmark = pytest.mark.slow

ANSWERS = catalogue()
AUTOMATIC = [
    (
        "ex1",
        "find_utterances split_by_speaker preemphasis framing get_spectrum compute_filterbanks",
    ),
    ("ex1", "log_dct cmvn mfccs process_contextual_level"),
    ("ex2", "train_logistic_regression tuned_classifier"),
    ("ex3", "train_gmms gmms_predict tuned_gmms"),
]
EXERCISE = {task: exercise for exercise, tasks in AUTOMATIC for task in tasks.split()}

# These go through the whole of nbgrader autograde as well.
WHOLE = [
    "right/find_utterances/pandas_inside",
    "right/framing/type_hints_progress",
    "right/mfccs/extra_cell",
    "right/train_gmms/tuple",
    "wrong/cmvn/returns_mean",
    "wrong/framing/tail_dropped",
    "wrong/gmms_predict/exp",
    "wrong/log_dct/prints",
    "wrong/train_logistic_regression/half",
    "wrong/tuned_classifier/peek_test",
]


# About the first answer of each task and kind all tests of the notebook are asked; about the others
# those that can reach it by name. `make matrix` asks all about all.
FIRST = {(answer.kind, answer.task): answer.name for answer in reversed(ANSWERS)}.values()


@pytest.fixture(scope="module")
def outcomes():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FSDD", "embedded")
        # `make matrix` asks right answers with four seeds; here another one is drawn in each run.
        # One kernel at a time: the other core has the other tests.
        return try_all(ANSWERS, jobs=1, whole={*FIRST, *WHOLE}, seeds=[SEED])


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_a_wrong_answer_loses_its_tests_and_no_other_and_a_right_one_none(answer, outcomes):
    assert faults_of(answer, outcomes[answer.name]) == []


def test_every_assert_is_tripped_by_an_answer(outcomes):
    assert unproven(outcomes) == []


def test_each_task_has_enough_answers():
    number = Counter((answer.kind, answer.task) for answer in ANSWERS)
    assert all(number["wrong", task] >= 8 and number["right", task] >= 5 for task in EXERCISE)
    assert {answer.task for answer in ANSWERS} == set(EXERCISE)


def hand_in(course, student, answers):
    """The solved notebook of some answers' tasks, with the answers in it."""
    name = f"{EXERCISE[answers[0].task]}.ipynb"
    text = fill_release(course, replace={each.task: each.cells[-1] for each in answers})[name]
    notebook = nbformat.reads(text, as_version=4)
    for answer in answers:
        place = [cell.id for cell in notebook.cells].index(answer.task)
        notebook.cells[place:place] = [new_code_cell(each) for each in answer.cells[:-1]]
    course.submit(student, {name: nbformat.writes(notebook)})


def test_grading_whole_notebooks_gives_the_same_marks(outcomes, tmp_path, on_embedded):
    course = full_course(tmp_path / "course")
    chosen = [answer for answer in ANSWERS if answer.name in WHOLE]
    assert len(chosen) == 10
    together = {}
    for answer in chosen:
        # Right answers hide nothing of each other.
        student = f"right_{EXERCISE[answer.task]}" if answer.kind == "right" else answer.slug
        together.setdefault(student, []).append(answer)
    for student, answers in together.items():
        hand_in(course, student, answers)
    grade_samples(course)
    cells = marks_by_cell(course).set_index(["student", "cell"])["auto"]
    for student, answers in together.items():
        for answer in answers:
            for cell, message in outcomes[answer.name].messages.items():
                assert (cells[student, cell] == 0) == (message is not None), (answer.name, cell)


# The gates turn red.


def answer_of(kind, loses):
    return Answer(kind, "framing", "made_up", "a remark", loses, [""])


def test_a_test_that_takes_gives_or_says_the_wrong_thing_is_a_fault():
    wrong = answer_of("wrong", {"test_framing": "tail"})
    assert faults(wrong, {"test_framing": "the tail is lost", "test_cmvn": None}) == []
    assert "gives points" in faults(wrong, {"test_framing": None})[0]
    assert "says nothing of 'tail'" in faults(wrong, {"test_framing": "no"})[0]
    assert "test_cmvn takes points" in faults(wrong, {"test_framing": "tail", "test_cmvn": "x"})[0]
    assert "takes points" in faults(answer_of("right", {}), {"test_framing": "no"})[0]
    assert "no test cell" in faults(answer_of("wrong", {"test_frame": "tail"}), {})[0]


@pytest.mark.parametrize(
    "text", ["def framing(): pass", "# nothing is said of what it loses\n1", "# a\n# test_x:\n1"]
)
def test_a_file_that_does_not_say_what_it_is_is_refused(tmp_path, text):
    path = tmp_path / "wrong" / "framing" / "slug.py"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(CourseError, match="expected a first line"):
        Answer.read(path)


def test_an_assert_that_nothing_trips_is_unproven(outcomes):
    assert any("test_framing" in each for each in unproven({"none": Outcome({}, set())}))
    source = "answer.expect(f(answer.array(rows=1)), 'x')\nfor k in d.items(): np.array([k])"
    assert asserts(source) == {(1, 0): "answer.expect(f(answer.array(rows=1)), 'x')"}


def test_one_answer_leaves_nothing_for_the_next(tmp_path, on_embedded):
    course = Course()
    [path] = [each for each in course.notebooks() if each.name == "ex2.ipynb"]
    task = "train_logistic_regression"
    spoil = "del train_logistic_regression\nleft_over = classifier_predict = 1"
    with Trial(path).started() as trial:
        spoilt = trial.ask(Answer("wrong", task, "spoil", "", {}, [spoil]))
        after = trial.ask(
            Answer("right", task, "none", "", {}, ["assert 'left_over' not in globals()"])
        )
    assert "not defined" in spoilt.messages["test_train_logistic_regression_learns"]
    assert set(after.messages.values()) == {None}


def test_the_matrix_is_printed_and_written_and_refuses_faults(
    outcomes, tmp_path, monkeypatch, capsys
):
    page = tmp_path / "dist" / "matrix.html"
    monkeypatch.setattr(matrices, "try_all", lambda *_: outcomes)
    matrices.matrix(page=page)
    assert "0 faults, 0 unproven asserts" in capsys.readouterr().out
    assert "wrong/tail_dropped" in page.read_text()
    worse = [answer_of("wrong", {"test_cmvn_mean": "tail"})]
    monkeypatch.setattr(matrices, "catalogue", lambda _: worse)
    monkeypatch.setattr(
        matrices,
        "try_all",
        lambda *_: {worse[0].name: Outcome({"test_cmvn_mean": None}, set())},
    )
    with pytest.raises(CourseError, match="gives points, and should not"):
        matrices.matrix(page=page)
    assert 'class="kept fault"' in page.read_text()
