"""All tests at once: a line each, with the outcome that the cell itself would show."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from homework import ask
from homework.checking import check_all, run_test

TEACHING = '''"""double doubles."""
from homework import ask, verdict


def check():
    ask(double, 2).expect(double(2) == 4, "is it doubled?")


verdict(check)
'''


@pytest.fixture
def namespace(shell):
    return {"double": lambda x: 2 * x, "ask": ask, "get_ipython": lambda: shell}


def test_a_teaching_test_says_its_outcome_and_its_reason(namespace):
    assert run_test("test_double", TEACHING, namespace) == ("right", "")
    namespace["double"] = lambda x: x
    outcome, message = run_test("test_double", TEACHING, namespace)
    assert outcome == "wrong" and "is it doubled?" in message
    del namespace["double"]
    assert run_test("test_double", TEACHING, namespace)[1].startswith("double is not defined.")


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("assert double(1) == 2", ("right", "")),
        ("assert double(1) == 3, 'no'", ("wrong", "no")),
        ("0.5", ("partly", "0.5 points")),
        ("0", ("wrong", "no points")),
        ("raise NotImplementedError()", ("open", "")),
        ("%precision 3\nassert double(2) == 4", ("right", "")),
        ("def broken(:", ("wrong", None)),
    ],
)
def test_an_ordinary_test_counts_as_in_its_cell(namespace, source, outcome):
    found = run_test("test", source, namespace)
    assert found[0] == outcome[0] and outcome[1] in (found[1], None)


def test_each_test_has_a_line_and_nothing_is_said_where_it_is_graded(
    tmp_path, shell, monkeypatch, capsys
):
    asked = {"grade": True, "solution": False, "grade_id": "test_double"}
    cells = [new_code_cell(TEACHING, metadata={"nbgrader": asked}), new_code_cell("1 / 0")]
    metadata = {"outline": {"notebook": "ex1"}}
    nbformat.write(new_notebook(cells=cells, metadata=metadata), tmp_path / "ex1.ipynb")
    shell.user_ns["double"] = lambda x: 2 * x
    check_all("ex1", tmp_path)
    assert capsys.readouterr().out.split() == ["right", "test_double"]
    check_all("ex2", tmp_path)
    assert capsys.readouterr().out.startswith("ex2.ipynb is not in this folder.")
    monkeypatch.setattr(shell, "runs_for_marks", True, raising=False)
    check_all("ex1", tmp_path)
    assert capsys.readouterr().out == ""
