"""Building a release, and the proof that comes before it."""

import tempfile
from pathlib import Path

import nbformat

from examiner.authoring.drawn import is_drawn, seed_for
from examiner.authoring.explain import explained
from examiner.authoring.leaks import leaks
from examiner.authoring.rules import broken_rules
from examiner.authoring.samples import fill_release
from examiner.course import ASSIGNMENT, KIT, Course, refuse
from examiner.grading.grade import grade_samples
from examiner.kit import kit
from examiner.marks.reading import automatic_points, marks_by_cell
from examiner.notebooks.cells import is_test, name_of, shown
from examiner.proof.seeds import lost_with_other_seeds
from homework.outcomes import outcome_of

OPTIONS = {
    "assignment": ASSIGNMENT,
    "--explain": {
        "action": "store_true",
        "help": "only say which cells a submission runs when it is graded, and why",
    },
}


def build_and_prove(course, hand_in=None, solved="instructor", seed=None):
    """Build release/ in a course folder and prove it.

    The source keeps the rules, the release leaks nothing, the instructor's notebooks run and get
    every automatic point, with whatever hidden numbers, and the untouched release gets none. Marks
    are read from the gradebook.

    Parameters
    ----------
    course : Course
        A scratch folder, filled with the source notebooks.
    hand_in : callable, optional
        Takes the course; hands in a class with the student `solved`, who has it all, and the
        student 'untouched'. These two by default.
    solved : str
    seed : int, optional
        Of the hidden numbers.

    Raises
    ------
    CourseError
        With every fault found, one on a line.
    """
    refuse(broken_rules(course), "The source notebooks break a rule")
    course.generate(seed)
    refuse(leaks(course), "The release holds what is not for students")
    (hand_in or submit_both_ends)(course)
    grade_samples(course, whole=True)
    refuse(faults_of_marks(course, solved), "The marks are not right")
    refuse(lost_with_other_seeds(course), "The marks depend on which hidden numbers are drawn")


def submit_both_ends(course):
    """Hand in the instructor's own notebooks, and the release as it is."""
    own = {path.name: path.read_text(encoding="utf-8") for path in course.notebooks("source")}
    course.submit("instructor", own)
    course.submit("untouched", fill_release(course, first_tasks=0))


def faults_of_marks(course, solved="instructor", untouched="untouched"):
    """What the gradebook says against the tests.

    Returns
    -------
    list of str
        One sentence for each fault; empty where the solution has all points and the untouched
        release has none.
    """
    cells = marks_by_cell(course)
    lost = cells[(cells["student"] == solved) & cells["test"] & (cells["auto"] != cells["points"])]
    given = cells[(cells["student"] == untouched) & (cells[["auto", "manual"]].max(axis=1) > 0)]
    said = _messages(course, solved) if len(lost) else {}
    faults = [
        f"the instructor's solution loses {row.cell}: {said.get(row.cell, 'no outcome')}"
        for row in lost.itertuples()
    ]
    faults += [f"the untouched release gains {row.cell}" for row in given.itertuples()]
    for student in (solved, untouched):
        if automatic_points(course, student)[1] == 0:
            faults.append(f"no test of {student} is in the gradebook")
        faults += [f"{student}, {each}" for each in errors_outside_tests(course, student)]
    return faults


def errors_outside_tests(course, student):
    """Cells of a graded submission that stopped with an error, though they are no tests."""
    return [
        f"{path.name}: {shown(cells, place)} stops with {output.ename}: {output.evalue}"
        for path in course.notebooks("autograded", student)
        for cells in [nbformat.read(path, as_version=4).cells]
        for place, cell in enumerate(cells)
        for output in cell.get("outputs", [])
        if output.output_type == "error" and not is_test(cell) and not _is_stub(output)
    ]


def _is_stub(output):
    """An open task that a released cell runs into; a course in strict form guards such cells."""
    return output.ename == "NotImplementedError" and not kit().STRICT_FORM


def _messages(course, student):
    """What the tests of a graded submission said, by their names."""
    return {
        name_of(cell): f"{shown(cells, place)} says: {outcome_of(cell.outputs)[1]}"
        for path in course.notebooks("autograded", student)
        for cells in [nbformat.read(path, as_version=4).cells]
        for place, cell in enumerate(cells)
        if is_test(cell)
    }


def stale(course, kit):
    """Files of the kit's tracked release that differ from a fresh build.

    Parameters
    ----------
    course, kit : Course
        The fresh build, and the kit.

    Returns
    -------
    list of str
    """
    fresh, tracked = _texts(course), _texts(kit)
    return sorted(n for n in fresh.keys() | tracked.keys() if fresh.get(n) != tracked.get(n))


def _texts(course):
    folder = course.folder("release")
    # What running a released notebook leaves beside it is no part of the release.
    leftovers = {".npz", ".ipynb_checkpoints"}
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    kept = [file for file in files if not leftovers & {file.suffix, *file.parts}]
    return {file.as_posix(): (folder / file).read_bytes() for file in kept}


def release(assignment=None, root=KIT, explain=False):
    """Prove the source in a scratch folder, then release it in the course itself.

    Parameters
    ----------
    assignment : str, optional
    root : Path
        The course's folder.
    explain : bool
        Only print which cells a submission runs, and why.
    """
    kit = Course(root, assignment)
    seed, said = seed_for(kit.gradebook_url, kit.assignment)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Course(Path(folder) / "course", kit.assignment)
        scratch.fill_from(kit.root)
        if explain:
            scratch.generate()
            print("\n".join(explained(scratch)))
            return
        print("Building and proving the release (grading the solution and the untouched release).")
        build_and_prove(scratch, seed=seed)
        changed = stale(scratch, kit)
    kit.generate(seed)
    print(f"Released {kit.assignment} into {kit.folder('release')}.")
    if any(is_drawn(path.read_text(encoding="utf-8")) for path in kit.notebooks()):
        print(said)
    print(f"Changed: {', '.join(changed)}" if changed else "It was fresh already.")
