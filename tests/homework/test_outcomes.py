"""An outcome is written and read in one place, and its words may be in any language."""

import pytest
from nbformat.v4 import new_output

from homework import outcomes, verdicts
from homework.outcomes import WORDS, bundle, number_shown, of_task, outcome_of
from homework.verdicts import NotAttempted, verdict


def printed(text="Not attempted yet"):
    return new_output("stream", text=text)


def error(name, text=""):
    return new_output("error", ename=name, evalue=text, traceback=[text])


def value(text, **data):
    return new_output("execute_result", data={"text/plain": text, **data})


def said(outcome, kind="display_data"):
    return new_output(kind, data=bundle(outcome, "in words"))


@pytest.mark.parametrize(
    ("outputs", "found"),
    [
        ([], ("right", "")),
        ([printed()], ("right", "")),
        ([printed("Right.\n")], ("right", "")),
        ([said("right")], ("right", "")),
        ([said("open", "execute_result")], ("open", "not attempted yet")),
        ([printed(), said("open", "execute_result")], ("open", "not attempted yet")),
        ([error("Wrong", "the tail is lost")], ("wrong", "the tail is lost")),
        ([error("Wrong", "Not attempted yet")], ("wrong", "Not attempted yet")),
        ([error("NotAttempted", "framing")], ("open", "framing")),
        ([error("NotImplementedError")], ("open", "")),
        ([said("right"), error("Wrong", "after all")], ("wrong", "after all")),
        ([value("0.5")], ("partly", "0.5 points")),
        ([value("0")], ("wrong", "no points")),
        ([value("array([1])")], ("right", "")),
        ([new_output("display_data", data={"text/plain": "0"})], ("right", "")),
    ],
)
def test_what_a_test_said_is_read_from_data_and_never_from_words(outputs, found):
    assert outcome_of(outputs) == found


def test_a_number_is_read_from_the_last_value_alone():
    assert number_shown([printed("3"), value("2.5")]) == 2.5
    assert number_shown([printed("3")]) is None


@pytest.mark.parametrize(
    ("found", "task"),
    [
        (["right", "right"], "right"),
        (["right", "open"], "open"),
        (["right", "partly", "open"], "partly"),
        (["open", "wrong"], "wrong"),
    ],
)
def test_a_task_is_as_its_worst_test(found, task):
    assert of_task(found) == task


@pytest.mark.parametrize("answer", ["right", "open"])
def test_the_words_may_be_translated_and_no_mark_changes(monkeypatch, shell, answer):
    for name, words in (("RIGHT", "Richtig."), ("OPEN", "Noch offen: {}."), ("NOT_RIGHT", "{}")):
        monkeypatch.setattr(outcomes, name, words)
        monkeypatch.setattr(verdicts, name, words)

    def check():
        if answer == "open":
            raise NotAttempted("framing")

    displayed = []
    shell.display_pub.publish = lambda data, **_: displayed.append(data)
    value = verdict(check)
    data = displayed[0] if value is None else value._repr_mimebundle_()
    assert "Right" not in str(data) and "Not attempted" not in str(data)
    assert outcome_of([new_output("display_data", data=data)])[0] == answer


def test_every_outcome_has_words():
    assert set(WORDS) == {"right", "partly", "wrong", "open"} and all(WORDS.values())
