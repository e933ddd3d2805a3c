"""Hidden numbers are drawn at release: their seed stands in the gradebook, and nowhere else."""

import nbformat
import pytest
from nbgrader.api import Gradebook
from small import small_course

from examiner.authoring.drawn import (
    LATE,
    MARK,
    broken_seed,
    seed_for,
    seeds_in,
    undrawn_tests,
    with_seed,
)
from examiner.authoring.leaks import leaks
from examiner.course import notes_in
from examiner.notebooks.cells import name_of
from examiner.notebooks.plan import read_plan

HIDDEN = f"### BEGIN HIDDEN TESTS\nrng = default_rng(0)  {MARK}\n### END HIDDEN TESTS"


@pytest.fixture
def course(tmp_path):
    return small_course(tmp_path / "course")


def recorded(course):
    """The texts of all tests, as they are graded by."""
    plans = [
        read_plan(course.gradebook_url, "hw3", name, course.folder("source"))
        for name in ("ex1", "ex2", "ex3")
    ]
    return [cell.source for plan in plans for cell in plan.cells if cell.is_test]


def hand_in(course):
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.update_or_create_student("ann")
        gradebook.update_or_create_submission("hw3", "ann")


def test_the_seed_takes_the_place_of_the_number_on_its_line():
    assert with_seed(f"a = 3\nrng = default_rng(0)  {MARK}\nb = 4", 77) == (
        f"a = 3\nrng = default_rng(77)  {MARK}\nb = 4"
    )
    assert with_seed(f"rng = rng_of(12, 5)  {MARK}", 77) == f"rng = rng_of(12, 77)  {MARK}"
    assert seeds_in([f"x = 1\nrng = default_rng(5)  {MARK}", "y = 2"]) == {5}


def test_all_tests_of_a_release_have_one_seed_and_the_next_release_another(course):
    [first] = seeds_in(recorded(course))
    assert first > 2**32
    assert "are drawn anew" in notes_in(course.generate())[0]
    assert seeds_in(recorded(course)).isdisjoint({first, 0})


def test_a_seed_that_is_given_is_taken(course):
    course.generate(seed=12345)
    assert seeds_in(recorded(course)) == {12345}


def test_where_work_was_graded_the_numbers_stay(course):
    before = seeds_in(recorded(course))
    hand_in(course)
    assert "stay as they are" in notes_in(course.generate())[0]
    assert seeds_in(recorded(course)) == before


def test_a_gradebook_without_a_seed_gets_one_with_a_line(course):
    hand_in(course)
    with Gradebook(course.gradebook_url) as gradebook:
        for notebook in gradebook.find_assignment("hw3").notebooks:
            for cell in notebook.source_cells:
                cell.source = cell.source.replace(f"  {MARK}", "")
        gradebook.db.commit()
    assert "test_preemphasis" in undrawn_tests(course)
    assert notes_in(course.generate()) == [LATE.format("hw3")]
    assert len(seeds_in(recorded(course))) == 1
    assert undrawn_tests(course) == []


def test_numbers_that_were_recorded_as_the_source_has_them_were_not_drawn(course):
    course.generate(seed=0)
    assert "test_log_dct" in undrawn_tests(course)


def test_the_release_knows_nothing_of_it(course):
    seed = str(seeds_in(recorded(course)).pop())
    for path in course.notebooks("release"):
        text = path.read_text(encoding="utf-8")
        assert MARK not in text and seed not in text
    path = course.notebooks("release")[0]
    notebook = nbformat.read(path, as_version=4)
    test = next(cell for cell in notebook.cells if name_of(cell) == "test_log_dct")
    test.source += f"\n1  {MARK}"
    nbformat.write(notebook, path)
    assert any("test_log_dct: holds a marker" in each for each in leaks(course))


def test_a_course_that_was_never_released_makes_no_gradebook(tmp_path):
    seed, said = seed_for(f"sqlite:///{tmp_path / 'none.db'}", "hw3")
    assert seed > 2**32 and "are drawn anew" in said
    assert not (tmp_path / "none.db").exists()


def test_a_seed_where_students_read_it_and_a_line_without_a_number_break_a_rule():
    assert broken_seed(HIDDEN) == []
    assert "outside of the hidden tests" in broken_seed(f"rng = default_rng(0)  {MARK}")[0]
    assert "no whole number" in broken_seed(HIDDEN.replace("0", "seed"))[0]
