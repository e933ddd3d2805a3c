"""The three outcomes of a test cell, and how they are shown."""

import sys

import pytest
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import determine_grade

from homework.verdicts import NotAttempted, Wrong, attempt, verdict


def graded(output):
    cell = new_code_cell(metadata={"nbgrader": {"grade": True, "points": 0.5}}, outputs=[output])
    return determine_grade(cell)[0]


def raising(error):
    def check():
        raise error

    return check


def test_right_says_so_and_displays_no_value(capsys):
    assert verdict(lambda: None) is None
    assert capsys.readouterr().out == "Right.\n"


def test_wrong_is_raised_with_its_message_alone():
    with pytest.raises(Wrong) as caught:
        verdict(raising(Wrong("y[0] should be x[0].")))
    assert caught.value._render_traceback_() == ["Not right yet. y[0] should be x[0]."]


def test_a_long_message_is_wrapped_and_whole():
    message = "the frames should overlap " * 10
    lines = Wrong(message)._render_traceback_()
    assert max(map(len, lines)) <= 80
    assert " ".join(lines) == f"Not right yet. {message.strip()}"


def test_an_open_task_is_displayed_and_read_as_no_points():
    shown = verdict(raising(NotAttempted("framing")))
    output = new_output("execute_result", data=shown._repr_mimebundle_())
    assert graded(output) == 0
    assert output.data["text/html"].startswith("<p>Not attempted yet: framing.")


def test_under_validation_an_open_task_is_raised(monkeypatch):
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    with pytest.raises(NotAttempted) as caught:
        verdict(raising(NotAttempted("framing")))
    (line,) = caught.value._render_traceback_()
    assert line.startswith("Not attempted yet: framing.")


def test_a_missing_name_is_named():
    def check():
        frming  # noqa: B018, F821

    with pytest.raises(Wrong, match=r"frming is not defined. Run the cell"):
        verdict(check)


def test_an_answer_that_the_test_cannot_read_is_wrong_not_a_crash():
    with pytest.raises(Wrong, match=r"cannot be read \(KeyError: 'utt'\)"):
        verdict(raising(KeyError("utt")))


def test_what_is_said_on_stderr_goes_to_stdout(capsys):
    verdict(lambda: print("a progress bar", file=sys.stderr))
    assert capsys.readouterr() == ("a progress bar\nRight.\n", "")


def test_attempt_says_that_a_task_is_open_and_lets_other_errors_through(capsys):
    def framing():
        raise NotImplementedError  # delete this line, write yours

    with attempt():
        framing()
    assert capsys.readouterr().out == "Not attempted yet: framing. Fill its TODO first.\n"
    with pytest.raises(ZeroDivisionError), attempt():
        1 / 0  # noqa: B018

    def own():
        raise NotImplementedError("floats only")

    with pytest.raises(NotImplementedError), attempt():
        own()


def test_ipython_shows_one_line_for_a_wrong_answer(shell, capsys):
    shell.run_cell("from homework.verdicts import Wrong\nraise Wrong('the hop is off.')")
    shown = capsys.readouterr()
    assert (shown.out + shown.err).strip() == "Not right yet. the hop is off."


def test_right_says_what_else_the_grader_asks(capsys):
    verdict(lambda: "with other lengths")
    assert capsys.readouterr().out == "Right. The grader asks the same with other lengths.\n"


def ran(shell, capsys, *cells):
    capsys.readouterr()
    for cell in cells:
        shell.run_cell(cell, store_history=True)
    said = capsys.readouterr()
    return " ".join((said.out + said.err).split())


CHECK = "from homework import ask, verdict\ndef check(): ask(hop, 1)\nverdict(check)"


def test_after_a_syntax_error_the_test_says_so(shell, capsys):
    said = ran(shell, capsys, "def hop(x:\n    return 1", CHECK)
    assert "hop is not defined. Its cell could not be read: SyntaxError" in said


def test_a_stub_whose_new_form_cannot_be_read_is_not_called_open(shell, capsys):
    stub = "def hop(x):\n    raise NotImplementedError  # delete this line, write yours"
    said = ran(shell, capsys, stub, "def hop(x):\n    return (1", CHECK)
    assert "hop is still the one before" in said and "Not attempted" not in said
    said = ran(shell, capsys, stub, CHECK)
    assert "Out[" in said and "Not right" not in said


def test_a_cell_that_uses_a_broken_function_stops_with_one_line(shell, capsys):
    said = ran(
        shell,
        capsys,
        "from homework import attempt\ndef hop(x):\n    return 1 / x",
        "with attempt():\n    hop(0)",
    )
    assert (
        said
        == "This cell stopped with ZeroDivisionError: division by zero. In hop, at: return 1 / x"
    )
