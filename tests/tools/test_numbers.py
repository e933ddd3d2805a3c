"""The numbers in the texts: each with its unit, each from docs/numbers.md, which FSDD gives."""

import re

import nbformat
import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from examiner.course import Course
from tools import numbers, outlook

SHARE = re.compile(r"(?<![\d.,])0\.\d\d(?!\d)")
UNIT = re.compile(r"\b(words?|windows|frames|rows)\b")
# Sentences about an accuracy say so in one of these words.
ABOUT = re.compile(
    r"\bof (the |their |them\b|its )?(words|windows|frames|rows)|\bof them\b|accuracy"
)
# What the sentence counts is the standard deviation of such shares, or chance.
MADE_OF = {"0.10"}


def texts():
    """The sentences of all text cells, without points of tasks and of mark schemes."""
    for path in Course().notebooks("source"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                text = re.sub(
                    r"\(\d\.\d+ points?\)|^- 0\.\d+|\*\*Marks[^\n]*", "", cell.source, flags=re.M
                )
                for sentence in re.split(r"(?<=[.:;?!])\s+|\n\n", text):
                    yield cell.id, sentence


def shares():
    found = [
        (cell, sentence, share)
        for cell, sentence in texts()
        if ABOUT.search(sentence) or UNIT.search(sentence)
        for share in SHARE.findall(sentence)
    ]
    assert len(found) > 40
    return found


def test_every_share_in_a_text_is_one_that_was_measured():
    measured = {f"{float(each):.2f}" for each in re.findall(r"0\.\d+", numbers.PAGE.read_text())}
    unknown = [each for each in shares() if each[2] not in measured | MADE_OF]
    assert unknown == []


def test_every_share_in_a_text_names_what_it_counts():
    bare = [
        (cell, sentence)
        for cell, sentence in texts()
        if SHARE.search(sentence) and not UNIT.search(sentence)
        # Seconds, coefficients and scales are no accuracies.
        if re.search(r"FSDD|accura|right|correct|recogni", sentence)
    ]
    assert bare == []


def test_a_path_through_the_states_never_goes_back():
    rng = np.random.default_rng(0)
    means = np.arange(outlook.STATES)[:, None] * np.ones(3)
    word = np.repeat(means, 4, axis=0) + rng.normal(scale=0.1, size=(4 * outlook.STATES, 3))
    _, states = outlook._path(word, means, np.ones_like(means))
    assert states.tolist() == np.repeat(np.arange(outlook.STATES), 4).tolist()
    turned, _ = outlook._path(word[::-1], means, np.ones_like(means))
    assert turned < outlook._path(word, means, np.ones_like(means))[0]


def test_a_stretched_word_begins_and_ends_as_it_was():
    word = np.random.default_rng(1).normal(size=(7, 4))
    stretched = outlook._stretched(word)
    assert stretched.shape == (outlook.PIECES, 4)
    assert np.allclose(stretched[[0, -1]], word[[0, -1]])


@pytest.mark.slow
def test_the_page_of_numbers_is_what_fsdd_gives(fsdd, monkeypatch):
    monkeypatch.setenv("FSDD", fsdd)
    with threadpool_limits(1):
        pages = numbers.PAGE.read_text(), numbers.page()
    before, now = (
        [float(each) for each in re.findall(r"\d+\.\d+", text.partition("## ")[2])]
        for text in pages
    )
    assert len(before) == len(now)
    # Other versions of the libraries stop their iterations elsewhere.
    assert np.allclose(before, now, atol=0.03)
