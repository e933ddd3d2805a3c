"""A test finds the student's names by asking, and libraries from the instructor's own imports."""

from examiner.exam.scope import scope_of

CODE = [
    "%matplotlib inline\nimport numpy as np\nfrom math import sqrt, pi\nLEVEL = 3",
    "def squares(n):\n    import json\n    return np.arange(n) ** 2",
]


def test_names_of_cells_are_asked_and_imports_are_run_again():
    scope = scope_of("assert squares(LEVEL)[1] == sqrt(np.e)", CODE)
    assert scope.names == ["LEVEL", "squares"]
    assert scope.imports == ["import numpy as np", "from math import sqrt"]


def test_what_the_courses_own_modules_give_stays_where_its_objects_are():
    scope = scope_of("given(answer)", [*CODE, "from helpers.mixtures import given"])
    assert scope.names == ["given"] and scope.imports == []


def test_what_a_test_makes_or_imports_itself_is_its_own():
    scope = scope_of("import numpy as np\nLEVEL = 2\nassert np.ones(LEVEL).sum() == 2", CODE)
    assert scope.imports == [] and "np" not in scope.names


def test_a_name_that_a_cell_also_makes_is_the_students():
    scope = scope_of("sqrt(4)", [*CODE, "def sqrt(x):\n    return x**0.5"])
    assert scope.names == ["sqrt"] and scope.imports == []
