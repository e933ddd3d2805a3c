"""What stops a test is told in words, and what did not run to its end gives nothing."""

import pytest
from nbformat.v4 import new_output

from examiner.exam.words import in_words, within
from homework.outcomes import outcome_of


def error(name, text):
    return new_output("error", ename=name, evalue=text, traceback=["secret = 42"])


def value(text):
    return new_output("execute_result", data={"text/plain": text})


def told(*outputs, ended_well=False, line=None, is_open=True):
    return in_words(list(outputs), ended_well, lambda: line, lambda: is_open)


@pytest.mark.parametrize(
    "outputs",
    [
        [],
        [new_output("stream", text="50 points\n")],
        [new_output("stream", text="Right.\n")],
        [new_output("display_data", data={"text/plain": "5"})],
    ],
)
def test_a_test_that_did_not_run_to_its_end_is_lost_whatever_it_said(outputs):
    assert told(*outputs)[-1].evalue == "The test did not run to its end."
    assert outcome_of(told(*outputs, ended_well=True))[0] == "right"


@pytest.mark.parametrize(
    ("stopped", "words"),
    [
        (error("ValueError", "bad"), "The test stopped with ValueError: bad"),
        (error("AssertionError", "no window"), "no window"),
        (error("AssertionError", ""), "This does not hold: assert squares(1) == [1]"),
        (error("NotImplementedError", ""), "Not attempted yet."),
    ],
)
def test_what_stops_a_test_shows_none_of_its_lines(stopped, words):
    (output,) = told(stopped, line="assert squares(1) == [1]")
    assert output.traceback == [words] and output.evalue == words


def test_a_line_that_students_do_not_see_is_not_shown():
    (output,) = told(error("AssertionError", ""))
    assert output.evalue == "This does not hold: a check that is hidden"


def test_an_open_task_is_open_in_an_ordinary_test_too():
    assert outcome_of(told(error("NotImplementedError", "")))[0] == "open"


def test_another_error_of_that_name_is_an_answer_that_stops():
    stopped = error("NotImplementedError", "sparse matrices")
    said = ("wrong", "The test stopped with NotImplementedError: sparse matrices")
    assert outcome_of(told(stopped, is_open=False)) == said


def test_a_warning_takes_no_points():
    (output,) = told(new_output("stream", name="stderr", text="a warning"), ended_well=True)
    assert output.name == "stdout"


@pytest.mark.parametrize(("shown", "fits"), [("0", 1), ("0.5", 1), ("2", 1), ("'x'", 1)])
def test_a_number_up_to_the_points_is_partial_credit(shown, fits):
    assert within(2.0, [value(shown)]) == [value(shown)]


@pytest.mark.parametrize("shown", ["2.5", "-1", "nan", "inf"])
def test_a_number_that_is_no_part_of_the_points_gives_nothing_and_says_so(shown):
    (output,) = within(2.0, [value(shown)])
    assert f"The test shows {float(shown):g}, which is no part of its 2 points." == output.evalue
