"""No mark is lost, whoever marks at the same time, whatever is changed later, and what counts."""

import json
import sqlite3

import pytest
from nbgrader.api import Gradebook

from examiner.course import CourseError
from examiner.marking.desk import Desk
from examiner.marking.giving import ConflictError, Marker
from examiner.marking.questions import UnknownError
from examiner.marking.queue import key_of
from examiner.marking.tables import LockedError
from examiner.marking.waiting import UNTOUCHED
from examiner.marks.reading import marks_by_cell

WHERE = ("ex1", "answer_feature_levels")
ANN, BEN = Marker("ann"), Marker("ben")


def key(student, where=WHERE):
    return key_of(("hw3", *where), student)


def items(desk, where=WHERE):
    return [each["id"] for each in desk.open_question(*where)["items"]]


def opened(desk, student, marker=ANN, **options):
    return desk.open_answer(*WHERE, key(student), marker, **options)


def mark(desk, student, marker=ANN, seen=None, **what):
    seen = seen or opened(desk, student, marker)
    return desk.mark(*WHERE, key(student), marker, {"tokens": seen["tokens"], **what})


def in_gradebook(course, student, where=WHERE):
    with Gradebook(course.gradebook_url) as gradebook:
        grade = gradebook.find_grade(where[1], where[0], "hw3", student)
        comment = gradebook.find_comment(where[1], where[0], "hw3", student)
        return grade.manual_score, bool(grade.needs_manual_grade), comment.manual_comment


def elsewhere(course, student, score, comment=None):
    """What the Formgrader does."""
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.find_grade(WHERE[1], WHERE[0], "hw3", student).manual_score = score
        gradebook.find_comment(WHERE[1], WHERE[0], "hw3", student).manual_comment = comment
        gradebook.db.commit()


def test_a_toggle_is_saved_at_once_as_mark_and_comment_and_is_its_own_inverse(course, desk):
    first, second, *_ = items(desk)
    mark(desk, "s000", do="toggle", item=first)
    told = mark(desk, "s000", do="toggle", item=second)
    assert told["score"] == 0.2 and told["marker"] == "ann" and not told["waits"]
    score, waits, comment = in_gradebook(course, "s000")
    assert (score, waits) == (0.2, False)
    assert comment.startswith("- 0.1: frame level: keeps") and "\n- 0.1: utterance" in comment
    # Another server, which knows nothing.
    assert opened(Desk(course), "s000")["items"] == [first, second]
    for each in (first, second):
        mark(desk, "s000", do="toggle", item=each)
    assert in_gradebook(course, "s000") == (None, True, None)


def test_full_none_free_points_and_words_add_up_and_never_pass_the_maximum(course, desk):
    first = items(desk)[0]
    assert mark(desk, "s000", do="full")["score"] == 0.5
    assert mark(desk, "s000", do="free", points="0.3")["score"] == 0.5
    assert mark(desk, "s000", do="none")["score"] == 0 and in_gradebook(course, "s000")[0] == 0
    assert mark(desk, "s000", do="toggle", item=first)["score"] == 0.1
    assert mark(desk, "s000", do="free", points="-0,05")["score"] == 0.05
    assert mark(desk, "s000", do="free", points="-3")["score"] == 0
    told = mark(desk, "s000", do="words", words="Say what the *mean* loses: $x$.")
    assert "<em>mean</em>" in told["comment"] and "data:image/svg+xml" in told["comment"]
    assert in_gradebook(course, "s000")[2].endswith("\n\nSay what the *mean* loses: $x$.")
    with pytest.raises(CourseError, match="no number of points"):
        mark(desk, "s000", do="free", points="much")
    with pytest.raises(UnknownError):
        mark(desk, "s000", do="steal")


def test_two_who_mark_the_same_answer_do_not_overwrite_each_other(course, desk):
    other = Desk(course)
    first, second, *_ = items(desk)
    seen_by_ann, seen_by_ben = opened(desk, "s000", ANN), opened(other, "s000", BEN)
    assert seen_by_ben["busy"] == ["ann"]
    mark(desk, "s000", ANN, seen_by_ann, do="toggle", item=first)
    with pytest.raises(ConflictError, match=r"changed meanwhile \(ann\)"):
        mark(other, "s000", BEN, seen_by_ben, do="none")
    assert mark(other, "s000", BEN, do="toggle", item=second)["score"] == 0.2
    states = {e["key"]: e["state"] for e in desk.queue(*WHERE, ANN, together=False)["answers"]}
    assert states[key("s000")] == "marked"
    opened(other, "s001", BEN)
    states = {e["key"]: e["state"] for e in desk.queue(*WHERE, ANN, together=False)["answers"]}
    assert states[key("s001")] == "busy" and states[key("s002")] == "waiting"


def test_a_locked_gradebook_is_said_and_nothing_is_half_written(course, desk):
    seen = opened(desk, "s000")
    with sqlite3.connect(course.root / "gradebook.db", isolation_level=None) as other:
        other.execute("begin exclusive")
        with pytest.raises(LockedError, match="held by another program"):
            mark(desk, "s000", seen=seen, do="full")
        other.execute("rollback")
    assert in_gradebook(course, "s000") == (None, True, None)
    assert mark(desk, "s000", seen=seen, do="full")["score"] == 0.5


def test_what_was_changed_in_the_formgrader_is_shown_and_kept(course, desk):
    first, *_ = items(desk)
    seen = mark(desk, "s000", do="toggle", item=first)
    elsewhere(course, "s000", 0.3, "Well seen.")
    told = opened(desk, "s000")
    assert (told["score"], told["items"], told["free"]) == (0.3, [first], 0.2)
    assert told["words"] == "Well seen." and told["marker"] == "elsewhere"
    with pytest.raises(ConflictError, match="elsewhere"):
        mark(desk, "s000", seen=seen, do="none")
    assert mark(desk, "s000", do="toggle", item=first)["score"] == 0.2
    assert in_gradebook(course, "s000")[2] == "Well seen."
    elsewhere(course, "s000", None)
    assert opened(desk, "s000")["waits"]


def test_a_changed_item_changes_all_earlier_answers_after_it_is_said_whom_it_touches(course, desk):
    first, second, _, fourth = items(desk)
    for student in ("s000", "s001"):
        mark(desk, student, do="toggle", item=first)
        mark(desk, student, do="toggle", item=fourth)
    change = {"id": first, "points": "0.05", "text": "frame level"}
    told = desk.change_items(*WHERE, ANN, {**change, "dry": True})
    assert {(e["before"], e["after"]) for e in told["touched"]} == {(0.3, 0.25)}
    assert in_gradebook(course, "s000")[0] == 0.3
    desk.change_items(*WHERE, ANN, change)
    score, _, comment = in_gradebook(course, "s000")
    assert score == 0.25 and comment.startswith("- 0.05: frame level\n- 0.2: the mean")
    # Merged, it is carried once; removed, the answer stays marked.
    mark(desk, "s001", do="toggle", item=second)
    merged = desk.change_items(*WHERE, ANN, {"id": first, "into": second})
    assert first not in [each["id"] for each in merged["items"]]
    assert in_gradebook(course, "s000")[0] == in_gradebook(course, "s001")[0] == 0.3
    for each in (second, fourth):
        desk.change_items(*WHERE, ANN, {"id": each, "gone": True})
    assert in_gradebook(course, "s000")[:2] == (0, False)
    for expected in (0.2, 0.3):
        assert desk.undo(*WHERE, ANN)["keys"]
        assert in_gradebook(course, "s001")[0] == expected
    desk.change_items(*WHERE, ANN, {"points": "-0.1", "text": "no unit"})
    added = items(desk)[-1]
    assert mark(desk, "s001", do="toggle", item=added)["score"] == 0.2
    assert "- \N{MINUS SIGN}0.1: no unit" in in_gradebook(course, "s001")[2]
    with pytest.raises(CourseError, match="needs a text"):
        desk.change_items(*WHERE, ANN, {"points": "1", "text": " "})


def test_items_follow_the_mark_scheme_unless_an_answer_carries_them(course, desk):
    first, *_ = items(desk)
    mark(desk, "s000", do="toggle", item=first)
    path = course.folder("source") / "ex1.ipynb"
    text = path.read_text(encoding="utf-8")
    lines = ("0.1 frame level: keeps", "0.1 utterance level: keeps")
    for line in lines:
        assert line in text
        text = text.replace(line, line.replace("keeps", "holds"))
    path.write_text(text, encoding="utf-8")
    found = [each["text"][:22] for each in Desk(course).open_question(*WHERE)["items"]]
    assert found.count("frame level: keeps the") == 1 and "frame level: holds the" in found
    assert not any(each.startswith("utterance level: keeps") for each in found)


def test_the_last_ten_changes_are_undone_one_after_the_other_and_all_are_logged(course, desk):
    first, *_ = items(desk)
    for _ in range(12):
        mark(desk, "s000", do="toggle", item=first)
    mark(desk, "s000", do="full")
    for expected in [None, 0.1] * 5:
        assert desk.undo(*WHERE, ANN)["keys"] == [key("s000")]
        assert in_gradebook(course, "s000")[0] == expected
    assert desk.undo(*WHERE, ANN)["keys"] is None
    assert desk.undo(*WHERE, BEN)["keys"] is None
    log = desk.log(*WHERE, names=True)["log"]
    assert (
        len(log) == 23 and log[10]["before"]["score"] is None and log[10]["after"]["score"] == 0.5
    )
    assert (log[10]["marker"], log[10]["student"]) == ("ann", "s000")


def test_what_somebody_else_changed_since_is_not_undone(course, desk):
    first, second, *_ = items(desk)
    mark(desk, "s000", ANN, do="toggle", item=first)
    mark(desk, "s000", BEN, do="toggle", item=second)
    with pytest.raises(ConflictError, match="cannot be undone"):
        desk.undo(*WHERE, ANN)
    assert in_gradebook(course, "s000")[0] == 0.2


def test_identical_answers_are_marked_together_and_apart_where_wished(course, desk):
    queue = desk.queue(*WHERE, ANN)
    assert sorted(e["count"] for e in queue["answers"]) == [1, 1, 1, 1, 2]
    together = next(each for each in queue["answers"] if each["count"] == 2)
    assert together["key"] in (key("s003"), key("s004"))
    told = desk.open_answer(*WHERE, together["key"], ANN, names=True)
    assert sorted(told["students"]) == ["s003", "s004"]
    desk.mark(*WHERE, together["key"], ANN, {"do": "full", "tokens": told["tokens"]})
    assert in_gradebook(course, "s003")[0] == in_gradebook(course, "s004")[0] == 0.5
    apart = opened(desk, "s003", together=False)
    desk.mark(*WHERE, key("s003"), ANN, {"do": "none", "tokens": apart["tokens"]}, together=False)
    assert (in_gradebook(course, "s003")[0], in_gradebook(course, "s004")[0]) == (0, 0.5)
    assert len(desk.queue(*WHERE, ANN, together=False)["answers"]) == 6


def write(course, student, text, digest):
    """Another answer comes in, and is graded."""
    path = course.folder("autograded", student) / "ex1.ipynb"
    notebook = json.loads(path.read_text())
    cell = next(c for c in notebook["cells"] if c["id"] == WHERE[1])
    cell["source"] = text
    path.write_text(json.dumps(notebook))
    record = path.parent.with_name("hw3.answers")
    known = json.loads(record.read_text())
    known[f"ex1: {WHERE[1]}"] = {"digest": digest}
    record.write_text(json.dumps(known))


def test_untouched_answers_are_0_and_out_of_the_way(course, desk):
    write(course, "s000", "  \n", "empty")
    assert desk.settle_untouched(*WHERE) == 1 and desk.settle_untouched(*WHERE) == 0
    assert in_gradebook(course, "s000") == (0, False, None)
    assert opened(desk, "s000")["marker"] == UNTOUCHED
    queue = desk.queue(*WHERE, ANN, together=False)
    assert key("s000") not in [each["key"] for each in queue["answers"]]
    assert queue["left_out"]["untouched"] == 1
    assert len(desk.queue(*WHERE, ANN, together=False, untouched=True)["answers"]) == 6


def test_a_changed_answer_waits_again_and_the_old_one_brings_its_items_back(course, desk):
    first, *_ = items(desk)
    mark(desk, "s000", do="toggle", item=first)
    before = json.loads((course.folder("autograded", "s000") / "ex1.ipynb").read_text())
    text = next(c["source"] for c in before["cells"] if c["id"] == WHERE[1])
    old = json.loads((course.root / "autograded/s000/hw3.answers").read_text())
    # As grading does it: examiner/marks/answers.py takes mark and comment back.
    write(course, "s000", "Another answer.", "new")
    elsewhere(course, "s000", None)
    told = opened(desk, "s000")
    assert told["waits"] and told["items"] == [] and told["words"] == ""
    assert "Another answer." in desk.show(*WHERE, key("s000"))["answer"]
    mark(desk, "s000", do="none")
    write(course, "s000", text, old[f"ex1: {WHERE[1]}"]["digest"])
    elsewhere(course, "s000", 0.1, in_comment(desk, first))
    assert opened(desk, "s000")["items"] == [first]


def in_comment(desk, item):
    rubric = {each["id"]: each for each in desk.open_question(*WHERE)["items"]}
    return f"- {rubric[item]['points']:g}: {rubric[item]['text']}"


def test_late_work_is_not_in_the_queue(course, desk, monkeypatch):
    monkeypatch.setattr("examiner.marking.questions.late_in", lambda *_: {"s001": 60.0})
    queue = desk.queue(*WHERE, ANN, together=False)
    assert len(queue["answers"]) == 5 and queue["left_out"]["late"] == 1
    assert {e["cell"]: e["waiting"] for e in desk.questions()}[WHERE[1]] == 5


def test_a_second_look_is_blind_counts_nothing_and_shows_how_far_two_agree(course, desk):
    first, *_ = items(desk)
    mark(desk, "s000", ANN, do="toggle", item=first)
    mark(desk, "s001", ANN, do="full")
    desk.ask_second_look(*WHERE, 1)
    again = Marker("ben", look=2)
    assert len(desk.queue(*WHERE, again)["answers"]) == 2
    assert desk.queue(*WHERE, Marker("ann", look=2))["answers"] == []
    told = opened(desk, "s000", again)
    assert told["waits"] and told["items"] == [] and told["marker"] == ""
    mark(desk, "s000", again, told, do="full")
    mark(desk, "s001", again, do="full")
    assert in_gradebook(course, "s000")[0] == 0.1
    found = desk.second_looks(*WHERE, names=True)
    assert found["agreement"] == {"count": 2, "same": 1, "apart": pytest.approx(0.2)}
    assert found["rows"][0]["student"] == "s000" and found["rows"][0]["difference"] == 0.4
    desk.adopt_second(*WHERE, key("s000"), ANN)
    assert in_gradebook(course, "s000")[0] == 0.5
    assert desk.ask_second_look(*WHERE, 0)["every"] == 0


def test_what_is_left_for_later_is_marked_as_such_for_this_marker_alone(desk):
    told = mark(desk, "s000", do="later", on=True)
    assert told["later"] and not opened(desk, "s000", BEN)["later"]
    states = {e["key"]: e["state"] for e in desk.queue(*WHERE, ANN, together=False)["answers"]}
    assert states[key("s000")] == "later"
    assert not mark(desk, "s000", do="later", on=False)["later"]


def test_a_plot_proposes_items_and_gives_nothing_by_itself(desk):
    where = ("ex2", "plot_confusion")
    opening = desk.open_question(*where)
    told = desk.open_answer(*where, key("s000", where), ANN)
    texts = [each["text"] for each in opening["items"] if each["id"] in told["proposed"]]
    assert [text.split(":")[0] for text in texts] == ["two matrices", "the axes are named"]
    assert told["waits"] and told["score"] is None
    shown = desk.show(*where, key("s000", where))
    assert "ConfusionMatrixDisplay" in shown["answer"] and "data:image/png" in shown["answer"]
    assert shown["seen"][0] == ["two panels", "yes", True]
    what = {"do": "propose", "items": told["proposed"], "tokens": told["tokens"]}
    assert desk.mark(*where, key("s000", where), ANN, what)["score"] == 0.15


def test_what_an_answer_talks_about_is_shown_beside_it_and_nothing_acts(course, desk):
    where = ("ex2", "answer_performance")
    beside = desk.show(*where, key("s000", where))["beside"]
    assert [each["name"] for each in beside] == ["report", "plot confusion"]
    assert "Windows of the test speakers" in beside[0]["html"] and "data:image" in beside[1]["html"]
    # Also where a notebook was not cleaned when it was graded.
    write(course, "s001", "<img src=x onerror=alert(1)><script>alert(2)</script>", "hostile")
    shown = desk.show(*WHERE, key("s001"))["answer"]
    assert "<script" not in shown and "<img" not in shown


def test_what_grading_left_out_is_shown_as_it_was_handed_in(course, desk):
    where = ("ex2", "answer_performance")
    path = course.folder("autograded", "s000") / "ex2.ipynb"
    notebook = json.loads(path.read_text())
    report = next(c for c in notebook["cells"] if c["id"] == "report")
    report["outputs"][0]["text"] = ["This cell was not run: no mark depends on it.\n"]
    path.write_text(json.dumps(notebook))
    assert desk.show(*where, key("s000", where))["beside"][0]["html"] == ""
    data = {"text/html": "<script>alert(1)</script>", "text/plain": "0.21 <of all>"}
    shown = {"output_type": "display_data", "data": data, "metadata": {}}
    folder = course.folder("submitted", "s000")
    folder.mkdir(parents=True)
    for outputs in ([shown], 3, [3, {"data": 3}, shown]):
        report["outputs"] = outputs
        (folder / "ex2.ipynb").write_text(json.dumps(notebook))
        beside = Desk(course).show(*where, key("s000", where))["beside"][0]
        if outputs != 3:
            assert beside["name"] == "report, as handed in"
            assert "0.21 &lt;of all&gt;" in beside["html"] and "alert" not in beside["html"]
    (folder / "ex2.ipynb").write_text("[")
    assert Desk(course).show(*where, key("s000", where))["beside"][0]["html"] == ""


def test_marks_are_read_as_ever_and_unknown_places_are_refused(course, desk):
    mark(desk, "s000", do="full")
    cells = marks_by_cell(course).set_index(["student", "cell"])
    assert cells.loc[("s000", WHERE[1]), "given"] == 0.5
    for where in (("ex1", "nothing"), ("../ex1", WHERE[1])):
        with pytest.raises(UnknownError):
            desk.open_question(*where)
    with pytest.raises(UnknownError, match="not there any more"):
        desk.show(*WHERE, "0000")
