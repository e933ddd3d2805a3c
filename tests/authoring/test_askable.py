"""A test that reaches into the student's process is named with its line, and what to do."""

import pytest

from examiner.authoring.askable import not_askable

CODE = ["import numpy as np\nn = 3", "def squares(n):\n    return [i**2 for i in range(n)]"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("del squares", "deletes squares"),
        ("squares = None", "replaces squares"),
        ("squares.__doc__", "looks for `__doc__` in squares"),
        ("print(squares.calls)", "looks for `calls` in squares"),
    ],
)
def test_what_needs_the_students_process_is_named(line, what):
    (said,) = not_askable(f"kept = squares\n{line}", CODE)
    assert said.startswith("line 2 (`") and what in said and "`inside`" in said


@pytest.mark.parametrize(
    "source",
    [
        "assert squares(3) == [0, 1, 4]",
        "answer = squares(3)\nassert answer.index(4) == 2",
        "n = 4\nassert len(squares(n)) == n",
        "assert np.allclose(squares(2), [0, 1])",
        "try:\n    squares(-1)\nexcept ValueError:\n    pass",
        "%timeit squares(3)",
    ],
)
def test_what_calls_and_reads_can_be_asked(source):
    assert not_askable(source, CODE) == []
