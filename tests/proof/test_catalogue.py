"""The catalogue's files say what an answer is, and faults are told from agreement."""

from dataclasses import replace

import pytest

from examiner.course import CourseError
from examiner.proof.catalogue import Answer, catalogue, faults


def write(folder, name, text):
    path = folder / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read(folder, name, text):
    return Answer.read(write(folder, name, text))


def test_the_head_of_a_wrong_answer_is_read_and_the_rest_is_its_code(tmp_path):
    text = "# drops the tail: ä\n# test_framing: the tail, of 3: x\n# test_cmvn_mean: mean\nx = 1\n"
    answer = read(tmp_path, "wrong/framing/tail_dropped", text)
    assert answer == Answer(
        kind="wrong",
        task="framing",
        slug="tail_dropped",
        remark="drops the tail: ä",
        loses={"test_framing": "the tail, of 3: x", "test_cmvn_mean": "mean"},
        cells=["x = 1"],
    )
    assert answer.name == "wrong/framing/tail_dropped"


def test_a_wrong_answer_may_say_why_the_visible_part_lets_it_by(tmp_path):
    text = "# the visible numbers by heart\n# test_framing: tail\n# hidden: a cheat\nx = 1\n"
    answer = read(tmp_path, "wrong/framing/by_heart", text)
    assert answer.hidden == "a cheat" and answer.cells == ["x = 1"]
    assert read(tmp_path, "right/framing/late", "# late\n# hidden: a comment\nx = 1").hidden == ""


def test_a_right_answer_loses_nothing(tmp_path):
    answer = read(tmp_path, "right/framing/loop", "# a loop\n\n\nx = 1\n\n\ny = 2\n")
    assert answer.loses == {} and answer.cells == ["x = 1\n\n\ny = 2"]


def test_an_answer_may_be_no_code_at_all(tmp_path):
    assert read(tmp_path, "right/framing/none", "# nothing").cells == [""]


def test_a_line_of_its_own_ends_an_extra_cell_and_another_does_not(tmp_path):
    text = "# cells\na = 1\n# %%\nb = 2\n\n# %%\nc = '# %%'\n    # %%\n"
    answer = read(tmp_path, "right/framing/cells", text)
    assert answer.cells == ["a = 1", "b = 2", "c = '# %%'\n    # %%"]


def test_a_comment_below_the_head_belongs_to_the_code(tmp_path):
    answer = read(tmp_path, "right/framing/late", "# late\n# why\nx = 1\n# test_framing: tail")
    assert answer.loses == {} and answer.cells == ["# why\nx = 1\n# test_framing: tail"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("wrong/framing/none", "# says nothing of what it loses\nx = 1"),
        ("right/framing/loses", "# says that it loses\n# test_framing: tail\nx = 1"),
        ("wrong/framing/code", "x = 1\n# test_framing: tail"),
        ("wrong/framing/space", "#no space\n# test_framing: tail"),
        ("wrong/framing/words", "# no words\n# test_framing:\nx = 1"),
        ("wrong/framing/one", "# one of two\n# test_framing: tail\n# test_cmvn\nx = 1"),
        ("wrong/framing/blank", "\n# test_framing: tail"),
        ("other/framing/kind", "# of no known kind\n# test_framing: tail\nx = 1"),
    ],
)
def test_a_head_that_does_not_say_what_it_should_is_refused_with_its_file(tmp_path, name, text):
    with pytest.raises(CourseError, match="expected a first line") as refused:
        read(tmp_path, name, text)
    assert f"{name}.py" in str(refused.value)


def test_the_catalogue_is_in_the_order_of_names_and_of_one_assignment(tmp_path):
    for name in (
        "hw3/wrong/b/y",
        "hw3/right/b/z",
        "hw3/right/a/z",
        "hw3/right/a/x",
        "hw4/right/a/x",
    ):
        lost = "# test_b: x\n" if "wrong" in name else ""
        write(tmp_path, name, f"# a remark\n{lost}x = 1")
    write(tmp_path, "hw3/right/stray", "no answer")
    write(tmp_path, "hw3/right/a/deeper/stray", "no answer")
    (tmp_path / "hw3/right/a/notes.txt").write_text("no answer")
    names = [answer.name for answer in catalogue("hw3", tmp_path)]
    assert names == ["right/a/x", "right/a/z", "right/b/z", "wrong/b/y"]
    assert catalogue("hw5", tmp_path) == []


def answer_that_loses(**loses):
    return Answer("wrong", "framing", "made_up", "a remark", loses, [""])


@pytest.mark.parametrize(
    ("loses", "messages", "said"),
    [
        ({}, {}, []),
        ({}, {"test_a": None}, []),
        ({"test_a": "tail"}, {"test_a": "the tail is lost", "test_b": None}, []),
        ({"test_a": "tail"}, {"test_a": None}, ["test_a gives points, and should not"]),
        ({}, {"test_a": "no"}, ["test_a takes points, and should not: no"]),
        ({}, {"test_a": ""}, ["test_a takes points, and should not: "]),
        ({"test_a": "tail"}, {"test_a": "Tail"}, ["test_a says nothing of 'tail': Tail"]),
        ({"test_a": "tail"}, {}, ["there is no test cell test_a"]),
        (
            {"test_a": "tail", "test_c": "x"},
            {"test_a": None, "test_b": "no"},
            [
                "test_a gives points, and should not",
                "test_b takes points, and should not: no",
                "there is no test cell test_c",
            ],
        ),
    ],
)
def test_exactly_what_an_answer_names_has_to_be_lost_with_its_words(loses, messages, said):
    assert faults(answer_that_loses(**loses), messages) == said


def test_the_visible_part_has_to_catch_what_is_not_marked_as_hidden():
    lost = {"test_a": "the tail is lost"}
    natural = answer_that_loses(test_a="tail")
    assert faults(natural, lost) == []
    assert faults(natural, lost, {"test_a"}) == ["test_a says 'Right.' in the student's notebook"]
    cheat = replace(natural, hidden="the visible numbers by heart")
    assert faults(cheat, lost, {"test_a"}) == []
    assert "catch it" in faults(cheat, lost)[0]
