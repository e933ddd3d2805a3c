"""What goes back is what platforms take: read again by readers that go by their own rules."""

import csv
import zipfile

import pytest
from downloads import MOODLE_HEAD, moodle_row, table
from made_up_course import course_in, enrol, graded_long_ago, hand_in, put_graded
from platforms import canvas_comments, canvas_grades, moodle_feedback, moodle_grades

from examiner.collecting.collected import REFUSED, Collected, Outcome
from examiner.collecting.people import list_path, read_people
from examiner.course import CourseError
from examiner.grading.remembered import Remembered
from examiner.marks.released import SECRET
from examiner.marks.returning import give_back as giving
from examiner.marks.returning.addressees import students_of
from examiner.marks.returning.give_back import give_back
from examiner.marks.returning.moodle import folder_for

ALL = {"test_framing": 1.0, "test_framing_tail": 0.5, "test_train": 1.5}
DONE = {"answer_levels": 1.25}
PAGE = """<html><head><style>p{}</style></head>
<body><h1>ex</h1><a href="#x">x</a><p id="x">%s</p></body></html>"""
PEOPLE = {"11": "Ada Lovelace", "12": "Ben Byron", "13": "Cem Ça"}
ADA, BEN = ("Ada Lovelace_11_assignsubmission_file_", "Ben Byron_12_assignsubmission_file")
LIST = [MOODLE_HEAD, *(moodle_row(number, name, most="5.00") for number, name in PEOPLE.items())]


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Two who were graded and have pages; the third handed nothing in."""
    course = course_in(tmp_path / "course")
    monkeypatch.setattr(giving, "stale_in", lambda _: [])
    for student, name in (("ada", "Ada Lovelace"), ("ben", "Ben Byron")):
        first, last = name.split()
        hand_in(course, student, auto=ALL, manual=DONE, first_name=first, last_name=last)
        pages(course, student)
    enrol(course, "cem", first_name="Cem", last_name="Ça")
    Collected(course).write([Outcome(ADA, "ada", "Ada Lovelace"), Outcome(BEN, "ben", "Ben Byron")])
    return course


def pages(course, student):
    folder = course.folder("feedback", student)
    folder.mkdir(parents=True)
    for name in ("ex1", "ex2"):
        (folder / f"{name}.html").write_text(PAGE % f"{student} {name}")


def keep_list(course, rows, **options):
    list_path(course).parent.mkdir(parents=True, exist_ok=True)
    list_path(course).write_bytes(table(rows, **options))


def table_of(course, name):
    path = course.root / f"dist/hw3-{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def written(course):
    return sorted(path.name for path in (course.root / "dist").iterdir())


def test_moodle_takes_feedback_grades_and_comments_of_all_who_handed_in(course):
    keep_list(course, LIST)
    give_back(course)
    assert moodle_feedback(course.root / "dist/hw3-feedback.zip", PEOPLE) == {
        "Ada Lovelace": ["hw3.html"],
        "Ben Byron": ["hw3.html"],
    }
    data = (course.root / "dist/hw3-worksheet.csv").read_bytes()
    comment = "4.25 of 5 points: ex1 2.75 of 3.5, ex2 1.5 of 1.5."
    assert moodle_grades(data, PEOPLE, 5) == {
        "Ada Lovelace": (4.25, comment),
        "Ben Byron": (4.25, comment),
    }
    assert written(course) == [
        "hw3-collected.csv",
        "hw3-feedback-by-student.zip",
        "hw3-feedback.zip",
        "hw3-marks.csv",
        "hw3-worksheet.csv",
    ]


def test_a_worksheet_keeps_the_language_and_all_that_moodle_wrote(course):
    german = ["ID", "Vollständiger Name", "E-Mail-Adresse", "Status", "Bewertung", "Bestwertung",
              "Bewertung kann geändert werden", "Zuletzt geändert (Abgabe)",
              "Zuletzt geändert (Bewertung)", "Feedback als Kommentar"]  # fmt: skip
    rows = [german, ["Teilnehmer/in11", "Ada Lovelace", "a@x", "Abgegeben", "", "5,00", "Ja",
                     "-", "Dienstag, 2. Dezember 2025, 10:37", "alt"]]  # fmt: skip
    keep_list(course, rows, delimiter=";", encoding="utf-16")
    lines = give_back(course)
    with (course.root / "dist/hw3-worksheet.csv").open(encoding="utf-8-sig", newline="") as file:
        head, ada = csv.reader(file)
    assert head == german
    assert ada[:4] + ada[5:9] == rows[1][:4] + rows[1][5:9] and ada[4] == "4.25"
    assert lines[-1] == "Ben Byron: not on the platform's list, so not in its file"
    (found,) = zipfile.ZipFile(course.root / "dist/hw3-feedback.zip").namelist()[:1]
    assert found == f"{ADA}/hw3.html"


def test_without_a_list_there_is_one_of_those_whom_the_download_names(course):
    lines = give_back(course)
    data = (course.root / "dist/hw3-worksheet.csv").read_bytes()
    assert {k: v[0] for k, v in moodle_grades(data, PEOPLE, 5).items()} == {
        "Ada Lovelace": 4.25,
        "Ben Byron": 4.25,
    }
    assert "Moodle's own worksheet was not given (--worksheet)" in lines[-1]


def test_another_maximum_is_refused_and_nothing_is_written(course):
    keep_list(course, [MOODLE_HEAD, moodle_row(11, "Ada Lovelace", most="100.00")])
    with pytest.raises(CourseError, match=r"The maximum is 100.00 points in Moodle, and 5 here"):
        give_back(course)
    assert written(course) == ["hw3-collected.csv"]


CANVAS = [
    ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Quiz (7)", "HW3 (4711)",
     "Final Score"],
    ["    Points Possible", "", "", "", "", "2", "5", "(read only)"],
    ["Lovelace, Ada", "1", "ada", "ada1", "A", "1", "", "50"],
    ["Byron, Ben", "2", "ben", "ben1", "A", "", "3", ""],
    ["Ça, Cem", "3", "cem", "cem1", "A", "", "2", ""],
]  # fmt: skip


def test_canvas_takes_its_own_column_and_makes_no_new_assignment(course):
    keep_list(course, CANVAS)
    Collected(course).write([Outcome("lovelaceada_LATE_1_20", "ada", "Ada Lovelace")])
    give_back(course)
    data = (course.root / "dist/hw3-canvas.csv").read_bytes()
    students = {"1": "Ada", "2": "Ben", "3": "Cem"}
    title = "HW3 (4711)"
    assert canvas_grades(data, students, {"Quiz (7)", title}) == {
        ("Ada", title): 4.25,
        ("Ben", title): 4.25,
        ("Cem", title): 2.0,
    }
    names = zipfile.ZipFile(course.root / "dist/hw3-feedback.zip").namelist()
    assert names == ["lovelaceada_LATE_1_20_hw3.html", "ben/hw3.html"]
    assert canvas_comments(names, {("1", "20")})[names[0]] == ("1", "20")


@pytest.mark.parametrize(
    ("titles", "column", "own"),
    [
        (["Homework 3 (1)"], None, "Homework 3 (1)"),
        (["Homework 3 (1)", "Homework 4 (2)"], "Homework 3", "Homework 3 (1)"),
        (["My HW3 task (1)", "HW4 (2)"], None, "My HW3 task (1)"),
    ],
)
def test_the_column_of_canvas_is_found_or_named(course, titles, column, own):
    rows = [[*row[:5], *([""] * len(titles))] for row in CANVAS]
    rows[0][5:] = titles
    keep_list(course, rows)
    give_back(course, column=column)
    with (course.root / "dist/hw3-canvas.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file))[5:] == [own]


def test_an_unclear_column_of_canvas_is_asked_for(course):
    rows = [[*row[:5], "", ""] for row in CANVAS]
    rows[0][5:] = ["Homework 3 (1)", "Homework 4 (2)"]
    keep_list(course, rows)
    with pytest.raises(CourseError, match=r"say it with --column. There are: Homework 3 \(1\), Ho"):
        give_back(course)


def test_while_answers_wait_nothing_goes_back_unless_it_says_so(course):
    keep_list(course, LIST)
    hand_in(course, "cem2", auto=ALL)
    with pytest.raises(CourseError, match="1 answers of cem2 wait to be marked: make mark"):
        give_back(course)
    assert "hw3-worksheet.csv" not in written(course)
    Collected(course).write([Outcome("Cem Ça_13_assignsubmission_file", "cem2", "Cem Ça")])
    give_back(course, partial=True)
    with (course.root / "dist/hw3-worksheet.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Partial"] for row in rows] == ["", "", "1 not marked"]
    assert "So far: 1 not marked yet." in rows[2]["Feedback comments"]
    keep_list(course, CANVAS)
    Collected(course).write([Outcome("cacem_3_30", "cem2", "Cem Ça")])
    lines = give_back(course, partial=True)
    assert "cem2: not in it, not all is marked" in lines
    data = (course.root / "dist/hw3-canvas.csv").read_bytes()
    # Canvas has no place to say that a mark is not final: what it has stays.
    assert canvas_grades(data, {"1": "Ada", "2": "Ben", "3": "Cem"}, {"HW3 (4711)"}) == {
        ("Ada", "HW3 (4711)"): 4.25,
        ("Ben", "HW3 (4711)"): 4.25,
        ("Cem", "HW3 (4711)"): 2.0,
    }


def test_what_is_not_graded_keeps_all_back(course):
    course.submit("ben2", {"ex1.ipynb": "{}"})
    with pytest.raises(CourseError, match="ben2 handed in and is not graded: make grade"):
        give_back(course)


def test_a_mark_above_its_maximum_goes_back_to_nobody(course):
    keep_list(course, LIST)
    hand_in(course, "eve", auto=ALL, manual={"answer_levels": 20.0})
    lines = give_back(course)
    assert "eve: not given back, above its maximum is answer_levels: 20 of 2" in lines


def test_members_of_a_team_get_its_mark_and_page_under_their_own_numbers(course):
    team = "Team One_55_assignsubmission_file_"
    hand_in(course, "team-55", auto=ALL, manual=DONE, last_name="Team One")
    pages(course, "team-55")
    Collected(course).write([Outcome(team, "team-55", "Team One")])
    head = [*MOODLE_HEAD, "Group"]
    rows = [[*moodle_row(number, PEOPLE[number], most="5"), "Team One"] for number in ("12", "13")]
    keep_list(course, [head, *rows])
    give_back(course)
    participants = {**PEOPLE, "55": "somebody else"}
    found = moodle_feedback(course.root / "dist/hw3-feedback.zip", participants)
    assert found["Cem Ça"] == ["hw3.html"] and "somebody else" not in found
    data = (course.root / "dist/hw3-worksheet.csv").read_bytes()
    assert set(moodle_grades(data, PEOPLE, 5)) == {"Ben Byron", "Cem Ça"}


def test_a_page_has_the_sum_on_top_and_the_notebooks_below(course):
    give_back(course)
    with zipfile.ZipFile(course.root / "dist/hw3-feedback-by-student.zip") as archive:
        assert archive.namelist() == ["ada Ada Lovelace/hw3.html", "ben Ben Byron/hw3.html"]
        page = archive.read("ada Ada Lovelace/hw3.html").decode()
    assert "<h1>hw3: 4.25 of 5 points</h1>" in page and page.count("<h1") == 1
    assert page.index("2.75 of 3.5") < page.index("ada ex1") < page.index("ada ex2")
    # Two notebooks may call a cell the same.
    assert 'href="#ex1-x"' in page and 'id="ex1-x"' in page and 'id="ex2-x"' in page


def test_who_was_refused_is_in_no_file(course):
    keep_list(course, LIST)
    outcomes = Collected(course).outcomes()
    refused = Outcome("Cem Ça_13_assignsubmission_file_", "cem", "Cem Ça", REFUSED, "a PDF")
    Collected(course).write([*outcomes, refused])
    give_back(course)
    data = (course.root / "dist/hw3-worksheet.csv").read_bytes()
    assert "Cem Ça" not in moodle_grades(data, PEOPLE, 5)


def test_a_page_that_cannot_be_written_is_one_students_line(course, monkeypatch):
    monkeypatch.setattr(giving, "stale_in", lambda _: ["ben"])
    monkeypatch.setattr(giving, "configuration", lambda *_: None)
    monkeypatch.setattr(giving, "convert", lambda *_: {"success": False, "error": "x\nno disk"})
    lines = give_back(course)
    assert "ben: the page could not be written (no disk)" in lines
    assert "Wrote dist/hw3-feedback.zip" in lines


@pytest.mark.parametrize("name", ["=cmd()", "+1", "@x", "-x"])
def test_a_name_that_a_spreadsheet_would_run_is_marked_as_text(course, name):
    keep_list(course, [MOODLE_HEAD, moodle_row(11, f"{name} A", most="5")])
    give_back(course)
    text = (course.root / "dist/hw3-worksheet.csv").read_text("utf-8-sig")
    assert f",'{name} A," in text or name == "+1"
    # What Moodle writes for "never" stays as it is.
    assert ",-,-," in text


def test_a_folder_for_feedback_is_moodles_own_or_one_it_reads_the_same(course):
    assert folder_for(ADA) == ADA and folder_for("hw3-123.zip") is None
    assert folder_for("Participant_98766_assignsubmission_file_").startswith("Participant_98766_")


def submit(course, *students):
    for student in students:
        course.submit(student, {"ex1.ipynb": "{}", SECRET: student})


def test_a_mark_that_is_older_than_what_was_handed_in_is_not_given_back(course, monkeypatch):
    keep_list(course, LIST)
    hand_in(course, "cem2", auto=ALL, manual=DONE)
    pages(course, "cem2")
    names = {"ada": "Ada Lovelace", "ben": "Ben Byron", "cem2": "Cem Ça"}
    for student in names:
        put_graded(course, student, ex1=[])
    for student in ("ada", "ben"):
        graded_long_ago(course, student)
    submit(course, *names)
    # Ada is new; Ben's new work is broken; of Cem's a part is, and the rest has its mark.
    Remembered(course).write("ben", error="it took too long", notes=[])
    put_graded(course, "cem2", ex1=[])
    Remembered(course).write("cem2", error="ex2: it stopped", notes=[])
    outcomes = Collected(course).outcomes()
    cem = Outcome("Cem Ça_13_assignsubmission_file_", "cem2", "Cem Ça")
    Collected(course).write([*outcomes, cem])
    left_out = []

    def capture(app):
        left_out.append(app.coursedir.student_id_exclude)
        return {"success": True, "log": ""}

    monkeypatch.setattr(giving, "capture_log", capture)
    lines = give_back(course, partial=True)
    why = "not given back, its mark is older than what was handed in or its deadline"
    assert [line for line in lines if why in line] == [f"ada: {why}", f"ben: {why}"]
    data = (course.root / "dist/hw3-worksheet.csv").read_bytes()
    assert set(moodle_grades(data, PEOPLE, 5)) == {"Cem Ça"}
    assert set(moodle_feedback(course.root / "dist/hw3-feedback.zip", PEOPLE)) == {"Cem Ça"}
    said = {row["student"]: row["partial"] for row in table_of(course, "marks")}
    assert said == {"ada": "to be graded anew", "ben": "to be graded anew", "cem": "", "cem2": ""}
    assert left_out == ["ada,ben"]


def test_a_namesake_who_handed_nothing_in_gets_no_mark_and_page_of_another(course):
    mails = {"11": "al1@x", "12": "al2@x"}
    rows = [
        moodle_row(number, "Ada Lovelace", most="5.00", **{"Email address": mail})
        for number, mail in mails.items()
    ]
    keep_list(course, [MOODLE_HEAD, *rows])
    Collected(course).write([Outcome("Ada Lovelace/hw3-ada.zip", "ada", "Ada Lovelace")])
    lines = give_back(course)
    data = (course.root / "dist/hw3-worksheet.csv").read_bytes()
    assert moodle_grades(data, PEOPLE, 5) == {}
    assert set(moodle_feedback(course.root / "dist/hw3-feedback.zip", PEOPLE)) <= {None}
    assert "Ada Lovelace: not on the platform's list, so not in its file" in lines


NUMBERED = [["number", "name"], ["1", "Ada Lovelace"], ["2", "Ben Byron"], ["3", ""]]


@pytest.mark.parametrize(
    ("outcomes", "found"),
    [
        # One whose number was typed wrongly is found by name.
        ([("Ada/hw3-7.zip", "7", "Lovelace Ada")], ["7", "2", "3"]),
        # Two came by that name, and one is on the list: the name says nothing of which.
        ([("a.zip", "1", "Ada Lovelace"), ("b.zip", "7", "Ada Lovelace")], ["1", "2", "3"]),
        # Who has no name is nobody's namesake.
        ([("hw3.zip", "7", "")], ["1", "2", "3"]),
    ],
)
def test_a_name_says_whose_it_is_where_one_alone_is_called_so(outcomes, found):
    people = read_people(table(NUMBERED), "list.csv")
    students = students_of(people, [Outcome(*each) for each in outcomes])
    assert list(students.values()) == found


def test_who_was_refused_the_second_time_keeps_the_first_mark_without_a_list(course):
    refused = Outcome(ADA, "ada", "Ada Lovelace", REFUSED, "broken; what came before stays")
    nobody = Outcome("Cem Ça_13_assignsubmission_file_", "cem", "Cem Ça", REFUSED, "a PDF")
    Collected(course).write([refused, Outcome(BEN, "ben", "Ben Byron"), nobody])
    give_back(course)
    data = (course.root / "dist/hw3-worksheet.csv").read_bytes()
    grades = {name: grade for name, (grade, _) in moodle_grades(data, PEOPLE, 5).items()}
    assert grades == {"Ada Lovelace": 4.25, "Ben Byron": 4.25}
    assert [row["Full name"] for row in table_of(course, "worksheet")] == [*grades]
    assert moodle_feedback(course.root / "dist/hw3-feedback.zip", PEOPLE) == {
        name: ["hw3.html"] for name in grades
    }
