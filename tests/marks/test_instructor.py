"""An instructor's week: release, collect, deadline, marks by hand, exports, grading again."""

import csv
import os
import shutil
import subprocess
import sys
import zipfile

import nbformat
import pytest
from browsing import configured_for, picture
from commands import nbgrader
from nbgrader.api import Gradebook
from nbgrader.utils import get_username
from small import small_course
from traitlets.config import Config

from examiner.authoring.samples import fill_release
from examiner.collecting.deadline import due, is_late
from examiner.configuration import plug_in
from examiner.converting import config_of_the_kit
from examiner.course import KIT, Course, CourseError, environment
from examiner.grading.grade import grade_class
from examiner.grading.remembered import Remembered
from examiner.marks.classroom.overview import overview
from examiner.marks.reading import marks_by_cell, marks_by_exercise
from examiner.sandbox.bubblewrap import sandbox_works

pytestmark = pytest.mark.slow

DROPPED = {"preemphasis": "def preemphasis(*_):\n    return [1]"}
LINK = {"answer_feature_levels": "What they lose is in [a page](report.html)."}
# What it would do where it ran with the rights of who marks: write into the course.
REPORT = """<h1>report</h1><script>
document.title = "HARMED";
const xsrf = (document.cookie.match(/_xsrf=([^;]*)/) || [])[1];
fetch("/api/contents/HARMED.txt", {method: "PUT", credentials: "same-origin",
  headers: {"X-XSRFToken": xsrf, "Content-Type": "application/json"},
  body: JSON.stringify({type: "file", format: "text", content: "harmed"})});
</script>"""
MOODLE = "Ada Lovelace_98765_assignsubmission_file_"
TIMES = ("2026-11-18 09:59 Europe/Berlin", "2026-11-20 09:59 Europe/Berlin")
LATE = b"2026-11-18 12:00:00.000000 UTC"


@pytest.fixture(scope="module", autouse=True)
def embedded():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FSDD", "embedded")
        yield


@pytest.fixture(scope="module")
def graded_once(tmp_path_factory):
    course = small_course(tmp_path_factory.mktemp("week") / "course")
    whole = fill_release(course)
    linked = fill_release(course, replace=LINK)["ex1.ipynb"]
    course.submit("ada", {**whole, "ex1.ipynb": linked, "report.html": REPORT})
    course.submit(
        "ben", {**whole, **{"ex1.ipynb": fill_release(course, replace=DROPPED)["ex1.ipynb"]}}
    )
    grade(course)
    return course


@pytest.fixture
def course(graded_once, tmp_path):
    """A small class that is graded: ada has all points, ben has a mistake."""
    shutil.copytree(graded_once.root, tmp_path / "course")
    return Course(tmp_path / "course")


def grade(course, **options):
    progress = grade_class(course, jobs=1, quiet=True, unsafe=not sandbox_works(), **options)
    assert [each.error for each in progress.done if each.error] == []
    return sorted(each.student for each in progress.done)


def give_by_hand(course, student, cell, score):
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.find_grade(cell, "ex1", "hw3", student).manual_score = score
        gradebook.db.commit()


def test_a_release_goes_through_the_exchange_and_comes_back(course, tmp_path):
    exchange, student = tmp_path / "exchange", tmp_path / "student"
    (exchange).mkdir(mode=0o777)
    student.mkdir()
    there = f"--Exchange.root={exchange}"
    course.nbgrader("release_assignment", there)
    for command in ("fetch_assignment", "submit"):
        line = [sys.executable, "-m", "nbgrader", command, "hw3", "--course=speech", there]
        surroundings = {**environment(), "JUPYTER_DATA_DIR": str(tmp_path / "data")}
        subprocess.run(line, cwd=student, env=surroundings, check=True, capture_output=True)
    course.nbgrader("collect", there)
    names = [path.name for path in course.notebooks("submitted", get_username())]
    assert names == ["ex1.ipynb", "ex2.ipynb", "ex3.ipynb"]
    assert (course.root / "submitted" / get_username() / "hw3.arrived").exists()


def handed_in(course, number):
    """The zip that `homework.submit` makes."""
    path = course.root / f"hw3-{number}.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for notebook in course.notebooks("release"):
            packed.write(notebook, notebook.name)
    return path


@pytest.mark.parametrize(
    ("inside", "student"),
    [
        (f"{MOODLE}/hw3-1234567.zip", "1234567"),
        (f"{MOODLE.removesuffix('_')}/hw3-1234567.zip", "1234567"),
        (f"{MOODLE}hw3-1234567.zip", "1234567"),
        ("Lovelace_Ada_hw3-1234567.zip", "1234567"),
        ("Abgaben/Lovelace, Ada/hw3-1234567 (1).zip", "1234567"),
        (f"{MOODLE}/ex1.ipynb", "participant-98765"),
        (f"{MOODLE.removesuffix('_')}/ex1.ipynb", "participant-98765"),
    ],
)
def test_a_platforms_download_is_collected(course, inside, student):
    archive = course.root / "downloaded" / "hw3" / "archive"
    archive.mkdir(parents=True)
    source = (
        course.notebooks("release")[0] if inside.endswith("ipynb") else handed_in(course, 1234567)
    )
    with zipfile.ZipFile(archive / "Machine Learning for Speech-hw3-4711.zip", "w") as packed:
        packed.write(source, inside)
    nbgrader(course, "zip_collect")
    names = [path.name for path in course.notebooks("submitted", student)]
    assert names == (
        ["ex1.ipynb"] if inside.endswith("ipynb") else ["ex1.ipynb", "ex2.ipynb", "ex3.ipynb"]
    )


def test_the_docs_show_the_pattern_that_is_set():
    readme = (KIT / "docs" / "platforms.md").read_text()
    plug_in(config := Config())
    first, second = config.FileNameCollectorPlugin.named_regexp.split("/(?P<file_id>")
    assert f'r"{first}"' in readme and f'r"/(?P<file_id>{second}"' in readme


def test_a_hostile_download_writes_nowhere_else_and_takes_nobodys_place(course, tmp_path):
    archive = course.root / "downloaded" / "hw3" / "archive"
    archive.mkdir(parents=True)
    bomb, sly = tmp_path / "bomb.zip", tmp_path / "sly.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("ex1.ipynb", b"0" * (201 * 2**20))
    with zipfile.ZipFile(sly, "w") as packed:
        packed.write(bomb, "hw3-7777777.zip")
        packed.writestr("../../../../../escaped.ipynb", "{}")
        packed.writestr("hw3-8888888/ex1.ipynb", "{}")
        packed.writestr("ex1.backup.ipynb", "{}")
    own = handed_in(course, 1234567)
    with zipfile.ZipFile(archive / "class.zip", "w") as packed:
        packed.write(own, "A_1_assignsubmission_file_/hw3-1234567.zip")
        packed.write(own, "B_2_assignsubmission_file_/hw3-1234567.zip")
        packed.write(bomb, "C_3_assignsubmission_file_/hw3-2222222.zip")
        packed.write(sly, "D_4_assignsubmission_file_/hw3-3333333.zip")
        packed.writestr("E_5_assignsubmission_file_/hw3-4444444.zip", b"no zip")
        packed.write(own, "F_6_assignsubmission_file_/....zip")
        packed.writestr("G_7_assignsubmission_file_/hw3-5555555.rar", b"Rar!")
        packed.write(own, "Z_9_assignsubmission_file_/hw3-6666666.zip")
    said = nbgrader(course, "zip_collect")
    assert "1234567: more than one upload claims to be theirs, and none is taken" in said
    assert "hw3-2222222.zip cannot be unpacked (ex1.ipynb is larger than 200 MB)" in said
    assert "hw3-4444444.zip cannot be unpacked" in said
    assert "hw3-5555555.rar is neither a zip nor a notebook" in said
    found = sorted(path.name for path in (course.root / "submitted").iterdir())
    assert found == ["3333333", "6666666", "ada", "ben"]
    names = [path.name for path in course.notebooks("submitted", "3333333")]
    assert names == ["escaped.ipynb", "ex1.backup.ipynb", "ex1.ipynb"]
    assert len(course.notebooks("submitted", "6666666")) == 3
    assert not (course.root.parent / "escaped.ipynb").exists()


def test_what_comes_after_the_deadline_is_disregarded_but_for_an_extension(course, monkeypatch):
    for student in ("ada", "ben"):
        (course.root / "submitted" / student / "hw3.arrived").write_bytes(LATE)
    config = config_of_the_kit()
    monkeypatch.setitem(config.Deadline, "deadlines", {"hw3": TIMES[0]})
    monkeypatch.setitem(config.Deadline, "extensions", {"ada": {"hw3": TIMES[1]}})
    assert grade(course) == ["ada", "ben"]
    give_by_hand(course, "ben", "answer_feature_levels", 0.5)
    nbgrader(course, "export", f"--to={course.root}/stock.csv")
    marks = {row["student_id"]: float(row["score"]) for row in read(course.root / "stock.csv")}
    assert marks == {"ada": 2.25, "ben": 0}
    # The deadline moves: who was late by the old one alone is graded again, and counts.
    monkeypatch.setitem(config.Deadline, "deadlines", {"hw3": TIMES[1]})
    assert grade(course) == ["ben"]
    nbgrader(course, "export", f"--to={course.root}/stock.csv")
    marks = {row["student_id"]: float(row["score"]) for row in read(course.root / "stock.csv")}
    assert marks == {"ada": 2.25, "ben": 2.5}
    assert grade(course) == []


def test_a_deadline_that_cannot_be_read_is_refused():
    settings = Config(Deadline={"deadlines": {"hw3": "tomorrow"}, "extensions": {}}).Deadline
    with pytest.raises(CourseError, match="'tomorrow' is no deadline; write it like"):
        due(settings, "hw3")
    settings.deadlines = {"hw3": TIMES[0]}
    assert str(due(settings, "hw3")) == "2026-11-18 08:59:00"
    assert is_late(settings, "hw3", "ada", LATE) and not is_late(settings, "hw3", "ada", None)
    assert due(settings, "hw4") is None and not is_late(settings, "hw4", "ada", LATE)


@pytest.fixture(scope="module")
def course_in_lab(graded_once, lab):
    """The small class, in the folder of a JupyterLab that is configured for it meanwhile."""
    course = Course(lab.root / "course")
    shutil.copytree(graded_once.root, course.root)
    with configured_for(lab, course):
        yield course


def test_answers_are_marked_in_the_formgrader_beside_the_mark_scheme(course_in_lab, lab, page):
    # The Formgrader's first page reads the configuration again, the others do not.
    page.goto(lab.url("formgrader"))
    page.get_by_role("link", name="hw3").first.wait_for()
    page.goto(lab.url("formgrader/gradebook/hw3/ex1"))
    page.get_by_text("Submission #1").click()
    scheme = page.get_by_text("Model answer.").first
    scheme.wait_for()
    scheme.scroll_into_view_if_needed()
    # What is typed before the marks have come is lost.
    page.wait_for_function("window.formgrader?.grades?.loaded")
    score = page.locator("input.score#answer_feature_levels")
    with page.expect_response(lambda each: "/formgrader/api/grade/" in each.url):
        score.fill("0.25")
        score.press("Tab")
    picture(page, "formgrader")
    cells = marks_by_cell(course_in_lab).set_index("cell")
    assert (cells.loc["answer_feature_levels"]["manual"] == 0.25).any()


def put_back(course):
    """The link and the file, as if nothing had taken them out."""
    path = course.folder("autograded", "ada") / "ex1.ipynb"
    notebook = nbformat.read(path, as_version=4)
    (cell,) = [each for each in notebook.cells if each.source.startswith("What they lose")]
    cell.source = LINK["answer_feature_levels"]
    # nbgrader takes the right to write there from everybody.
    path.parent.chmod(0o755)
    path.chmod(0o644)
    nbformat.write(notebook, path)
    path.with_name("report.html").write_text(REPORT)


def test_a_click_on_a_link_in_an_answer_opens_nothing_in_the_formgrader(course_in_lab, lab, page):
    with Gradebook(course_in_lab.gradebook_url) as gradebook:
        number = gradebook.find_submission_notebook("ex1", "hw3", "ada").id
    address = lab.url(f"formgrader/submissions/{number}").split("?")[0]
    page.goto(lab.url("formgrader"))
    page.goto(address)
    page.get_by_text("What they lose is in").click()
    assert page.get_by_role("link", name="a page").count() == 0
    assert not (course_in_lab.folder("autograded", "ada") / "report.html").exists()
    # Were both there, the file would be stored, and not opened.
    put_back(course_in_lab)
    page.goto(address)
    with page.expect_download() as stored:
        page.get_by_role("link", name="a page").click()
    assert stored.value.suggested_filename == "report.html"
    answer = page.request.get(f"{address}/report.html")
    assert answer.headers["content-security-policy"].startswith("sandbox;")
    # The Formgrader itself adds what it was asked with.
    assert page.url.split("?")[0].rstrip("/") == address and page.title() != "HARMED"
    assert not list(lab.root.rglob("HARMED.txt"))


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def export(course, kind, name):
    """Also while answers wait, as they do here."""
    options = [f"--exporter=examiner.marks.exports.{kind}", f"--to={course.root / name}"]
    nbgrader(course, "export", *options, "--MarksExport.partial=True")
    return read(course.root / name)


def test_marks_are_exported_per_task_and_for_moodle_and_canvas(course):
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.update_or_create_student(
            "ada", last_name='King, "Ada"', first_name="=cmd()", email="ada@example.org"
        )
    table = marks_by_exercise(course)
    ada, ben = export(course, "TaskExport", "tasks.csv")
    assert ada["last name"] == 'King, "Ada"' and ada["first name"] == "'=cmd()"
    assert float(ben["sum"]) == pytest.approx(table.loc["ben", "sum"])
    assert float(ben["ex1"]) == pytest.approx(table.loc["ben", "ex1"])
    assert (ada["ex1: preemphasis"], ben["ex1: preemphasis"]) == ("0.25", "0")
    moodle = export(course, "MoodleExport", "moodle.csv")
    assert moodle[0]["ID number"] == "ada" and moodle[0]["Email address"] == "ada@example.org"
    assert float(moodle[1]["Assignment: hw3 (Real)"]) == pytest.approx(table.loc["ben", "sum"])
    possible, first, _ = export(course, "CanvasExport", "canvas.csv")
    assert possible["Student"] == "Points Possible" and possible["hw3"] == "3"
    assert first["SIS User ID"] == "ada" and float(first["hw3"]) == float(ada["sum"])


def test_a_mark_above_its_maximum_is_not_exported(course):
    give_by_hand(course, "ada", "answer_feature_levels", 5)
    assert [row["ID number"] for row in export(course, "MoodleExport", "moodle.csv")] == ["ben"]


def test_grading_again_after_a_test_was_mended_keeps_marks_by_hand_and_says_what_changed(course):
    give_by_hand(course, "ben", "answer_feature_levels", 0.5)
    path = course.folder("source") / "ex1.ipynb"
    notebook = nbformat.read(path, as_version=4)
    test = next(cell for cell in notebook.cells if cell.id == "test_preemphasis")
    test.source = test.source.split("def check")[0] + "def check():\n    pass\n\n\nverdict(check)"
    nbformat.write(notebook, path)
    course.generate()
    assert grade(course) == ["ada", "ben"]
    assert Remembered(course).of("ben")["changed"] == {"test_preemphasis": [0, 0.25]}
    assert Remembered(course).of("ada")["changed"] == {}
    told = {"student": "ben", "cell": "test_preemphasis", "before": 0, "after": 0.25}
    assert overview(course)["changed"] == [told]
    cells = marks_by_cell(course).set_index(["student", "cell"])
    assert cells.loc[("ben", "answer_feature_levels"), "manual"] == 0.5
    assert os.path.exists(course.folder("autograded", "ben"))
