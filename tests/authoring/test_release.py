"""The release is fresh, the same each time, and holds nothing that is not for students."""

import io
import zipfile

import nbformat
import pytest

from examiner.authoring import release as releasing
from examiner.authoring.handout import handout
from examiner.authoring.leaks import leaks
from examiner.authoring.release import stale
from examiner.authoring.samples import fill_release
from examiner.course import Course, CourseError, refuse
from examiner.notebooks.regions import divide

KIT = Course()


def test_the_tracked_release_is_fresh(released):
    assert stale(released, KIT) == [], "run make release and commit what it changes"


def test_building_twice_gives_the_same_bytes(released, tmp_path):
    again = Course(tmp_path / "again")
    again.fill_from()
    again.generate()
    assert stale(again, released) == []


def test_the_release_leaks_nothing(released):
    assert leaks(released) == []
    assert [path.name for path in sorted(released.folder("release").iterdir())] == [
        "ex1.ipynb",
        "ex2.ipynb",
        "ex3.ipynb",
    ]


@pytest.fixture
def copy(released, tmp_path):
    """A course whose release may be spoilt."""
    course = Course(tmp_path / "course")
    course.fill_from()
    course.folder("release").mkdir(parents=True)
    for path in released.notebooks("release"):
        (course.folder("release") / path.name).write_bytes(path.read_bytes())
    return course


def spoil(course, change, name="ex1.ipynb"):
    path = course.folder("release") / name
    notebook = nbformat.read(path, as_version=4)
    change({cell.id: cell for cell in notebook.cells})
    nbformat.write(notebook, path)


def test_a_solution_in_the_release_is_found(copy):
    for name, text in fill_release(copy, first_tasks=1).items():
        (copy.folder("release") / name).write_text(text)
    assert any("find_utterances: holds" in each for each in leaks(copy))
    assert any("train_gmms: holds" in each for each in leaks(copy))


def test_a_hidden_test_in_the_release_is_found(copy):
    source = nbformat.read(copy.folder("source") / "ex1.ipynb", as_version=4)
    test = next(cell.source for cell in source.cells if cell.id == "test_get_spectrum")
    secret = next(line for line in divide(test)[1] if "questions +=" in line)
    spoil(copy, lambda cells: cells["test_framing"].update(source=secret))
    assert any("test_framing: holds" in each for each in leaks(copy))


def test_a_model_answer_in_the_release_is_found(copy):
    source = nbformat.read(copy.folder("source") / "ex1.ipynb", as_version=4)
    scheme = next(cell.source for cell in source.cells if cell.id == "question_feature_levels")
    spoil(copy, lambda cells: cells["question_feature_levels"].update(source=scheme))
    found = leaks(copy)
    assert any("Model answer" in each for each in found)
    assert any("a marker" in each for each in found)


def test_an_output_in_the_release_is_found(copy):
    output = nbformat.v4.new_output("stream", text="hello")
    spoil(copy, lambda cells: cells["setup"].outputs.append(output))
    assert any("setup: holds outputs" in each for each in leaks(copy))


def test_an_attachment_in_the_release_is_found(copy):
    spoil(copy, lambda cells: cells["title"].update(attachments={"a.png": {"image/png": "AA=="}}))
    assert any("title: holds an attachment" in each for each in leaks(copy))


def test_a_foreign_file_in_the_release_is_found(copy):
    (copy.folder("release") / "ex1.py").write_text("print()")
    (copy.folder("release") / "solutions").mkdir()
    assert len([each for each in leaks(copy) if "not for students" in each]) == 2


def test_a_stale_release_is_found(copy, released):
    spoil(copy, lambda cells: cells["title"].update(source="# Exercise 0"))
    (copy.folder("release") / "ex3.ipynb").unlink()
    assert stale(released, copy) == ["ex1.ipynb", "ex3.ipynb"]


def test_what_running_a_released_notebook_leaves_is_not_stale(copy, released):
    (copy.folder("release") / "features.npz").write_bytes(b"large")
    checkpoints = copy.folder("release") / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / "ex1-checkpoint.ipynb").write_text("{}")
    assert stale(released, copy) == []


def test_what_authors_leave_beside_the_source_is_not_released(tmp_path):
    course = Course(tmp_path / "course")
    course.fill_from()
    (course.folder("source") / "features.npz").write_bytes(b"large")
    course.generate()
    assert leaks(course) == []


def test_a_fault_stops_the_release_before_anything_is_written(tmp_path, monkeypatch):
    kit = Course(tmp_path / "kit")
    kit.fill_from()
    path = kit.folder("source") / "ex1.ipynb"
    path.write_text(path.read_text().replace('"points": 0.5', '"points": 0.75', 1))
    with pytest.raises(CourseError, match="break a rule"):
        releasing.release(root=kit.root)
    assert not kit.folder("release").exists()


def test_refuse_names_every_fault():
    refuse([], "All is well")
    with pytest.raises(CourseError, match=r"Bad:\n  one\n  two"):
        refuse(["one", "two"], "Bad")


def test_the_handout_holds_what_a_student_needs_and_nothing_else(tmp_path):
    pack = handout(target=tmp_path / "hw3.zip")
    names = zipfile.ZipFile(pack).namelist()
    wheel = "hw3/speech_homework-1.2.0-py3-none-any.whl"
    assert {"hw3/ex1.ipynb", "hw3/README.md", "hw3/requirements.txt", wheel} <= set(names)
    with zipfile.ZipFile(io.BytesIO(zipfile.ZipFile(pack).read(wheel))) as packed:
        names += packed.namelist()
        described = b"".join(map(packed.read, packed.namelist()))
    assert {"helpers/corpus.py", "helpers/data/README.md", "homework/verdicts.py"} <= set(names)
    assert not [name for name in names if "examiner" in name or "source" in name]
    assert b"entry_points" not in described and b"Requires-Dist: librosa" in described
    first = pack.read_bytes()
    assert handout(target=tmp_path / "again.zip").read_bytes() == first
