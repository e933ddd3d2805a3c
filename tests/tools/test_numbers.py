"""The numbers in the texts: each with its unit, each the very one that it is said to be."""

import re

import nbformat
import numpy as np
import pytest
import soundfile
from threadpoolctl import threadpool_limits

from examiner.course import Course
from helpers.corpus import load_corpus
from tools import numbers, outlook

SHARE = re.compile(r"(?<![\d.,])0\.\d\d(?!\d)")
UNIT = re.compile(r"\b(words?|windows|frames|rows)\b")
LINEAR, GMM = "logistic regression", "Gaussian mixtures"
ALL_SIX = f"{LINEAR}, utterance/none, of words"
SIX_GMM = f"{GMM}, contextual/cmvn, trained on every sixth window, of words"
TUNING = ", left out of four"
WORDS, ROWS = "words, test speakers", "rows, test speakers"
# By text cell the numbers that it names, in its order, by what was measured.
CLAIMS = {
    "read_random_split": [
        f"random split, {LINEAR}, utterance/none",
        f"{LINEAR}, utterance/none, {WORDS}",
    ],
    "read_one_draw": [
        *(f"{ALL_SIX}{each}" for each in (", lowest", ", highest", "", ", spread")),
        f"{LINEAR}, utterance/none, {WORDS}",
    ],
    "look_split_by_speaker": [f"{ALL_SIX}, lowest", f"{ALL_SIX}, highest"],
    "ex2 read_levels_table": [
        f"{LINEAR}, contextual/none, {WORDS}",
        f"{LINEAR}, utterance/none, {WORDS}",
        f"{LINEAR}, frame/cms, {WORDS}",
        f"{LINEAR}, utterance/cms, {WORDS}",
        f"{LINEAR}, contextual/cms, {WORDS}",
        f"{LINEAR}, contextual/cmvn, {WORDS}",
        f"{LINEAR}, frame + deltas/none, {WORDS}",
    ],
    "rows_or_words_text": [
        f"{LINEAR}, {level}/none, {ROWS}" for level in ("utterance", "contextual", "frame")
    ],
    "question_generalisation": [
        f"{LINEAR}, utterance/none, words, train",
        f"{LINEAR}, utterance/none, {WORDS}",
        *(f"{LINEAR}, contextual/{norm}, rows, train" for norm in ("cms", "cmvn")),
        *(f"{LINEAR}, contextual/{norm}, {ROWS}" for norm in ("cms", "cmvn")),
        f"{LINEAR}, utterance/none, words, train",
        f"{LINEAR}, utterance/none, {WORDS}",
    ],
    "weights_text": ["coefficients 1 to 6 alone, utterance/none"],
    "read_tuned_classifier": [
        f"{LINEAR}, utterance/none, of words{TUNING}",
        f"{LINEAR} with C = 0.1, utterance/none, of words",
    ],
    "read_report": [
        f"own chain, contextual/cmvn, {GMM}",
        f"own chain, contextual/cmvn, {LINEAR}",
    ],
    "read_words": [f"{GMM}, contextual/cmvn, {ROWS}", f"{GMM}, contextual/cmvn, {WORDS}"],
    "ex3 read_levels_table": [
        f"{LINEAR}, contextual/none, {WORDS}",
        f"{LINEAR}, contextual/cmvn, {WORDS}",
        f"{GMM}, contextual/cmvn, {WORDS}",
        f"{GMM}, contextual/none, {WORDS}",
        f"{GMM}, frame/cmvn, {WORDS}",
    ],
    "read_levels_why": [f"{GMM}, frame + deltas/cms, {WORDS}"],
    "one_draw_text": [f"{GMM}, contextual/cmvn, {WORDS}"],
    "ex3 read_one_draw": [
        *(f"{SIX_GMM}{each}" for each in (", lowest", ", highest", "", ", spread", "")),
        f"{GMM}, contextual/cmvn, {WORDS}",
    ],
    "read_tuned_gmms": [f"{GMM}, contextual/cmvn, of rows", f"{GMM}, contextual/cmvn, {ROWS}"],
    "question_gmm_vs_logistic": [
        f"{GMM}, contextual/cmvn, {WORDS}",
        f"{LINEAR}, contextual/cmvn, {WORDS}",
        *[
            f"{model}, {level}/none, {WORDS}"
            for level in ("contextual", "utterance")
            for model in (LINEAR, GMM)
        ],
    ]
    * 2,
    "outlook": ["hidden Markov model", "small network, speakers never heard"],
    "known_speakers": ["small network, speakers known"],
}
# What their folds say of the embedded corpus.
FOLD = "<details><summary>On the embedded corpus</summary>"
EMBEDDED = {
    "read_one_draw": [
        f"{LINEAR}, utterance/none, {WORDS}",
        *(f"{ALL_SIX}{each}" for each in (", lowest", ", highest", "")),
    ],
    "ex2 read_levels_table": [
        f"{LINEAR}, contextual/cmvn, {WORDS}",
        f"{LINEAR}, contextual/none, {WORDS}",
        f"{LINEAR}, utterance/none, {WORDS}",
        f"{LINEAR}, frame/cms, {WORDS}",
        f"{LINEAR}, utterance/cmvn, {WORDS}",
    ],
    "ex3 read_levels_table": [
        f"{GMM}, contextual/none, {WORDS}",
        f"{LINEAR}, contextual/cmvn, {WORDS}",
        f"{LINEAR}, contextual/none, {WORDS}",
    ],
    "ex3 read_one_draw": [f"{SIX_GMM}{each}" for each in (", lowest", ", highest", "")],
}
# Arguments of functions, and points of tasks.
NO_CLAIM = {"0.95", "0.01", "0.75", "0.025"}


def cells():
    """The text cells, without points of tasks and of mark schemes; by name, with the exercise
    before it where two exercises have one of this name."""
    for path in Course().notebooks("source"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                points = r"\(\d\.\d+ points?\)|^- -?0\.\d+|\*\*Marks[^\n]*"
                name = f"{path.stem} {cell.id}"
                text = re.sub(points, "", cell.source, flags=re.M)
                yield name if name in CLAIMS else cell.id, text


def texts():
    """Their sentences."""
    for name, text in cells():
        for sentence in re.split(r"(?<=[.:;?!])\s+|\n\n", text):
            yield name, sentence


def shares(text):
    """The accuracies that a text names."""
    return [each for each in SHARE.findall(text) if each not in NO_CLAIM]


def measured(page):
    """What a page of numbers says, by what was measured.

    Returns
    -------
    dict of str to float
    """
    found, model = {}, ""
    columns = ["rows, test speakers", "words, test speakers", "rows, train", "words, train"]
    for line in page.split("\n"):
        model = line.partition("normalisations: ")[2] or model
        if re.match(r"\| .* \| \d", line):
            level, norm, *shares = (each.strip() for each in line.strip("|").split("|"))
            for column, share in zip(columns, shares, strict=True):
                found[f"{model}, {level}/{norm}, {column}"] = float(share)
        elif spread := re.match(r"- (.*): ([\d.]+) ± ([\d.]+) \((.*)\)", line):
            each = [float(share) for share in re.findall(r"\d\.\d\d", spread[4])]
            about = ["", ", spread", ", lowest", ", highest"]
            for what, number in zip(
                about, [*spread.groups()[1:3], min(each), max(each)], strict=True
            ):
                # Leaving out one of six comes before leaving out one of four.
                found.setdefault(f"{spread[1]}{what}", float(number))
                found[f"{spread[1]}{what}{TUNING}"] = float(number)
        elif single := re.match(r"- (?:ex\d(?:'s|,) )?(.*?): ([\d.]+) ", line):
            found[single[1]] = float(single[2])
    return found


def test_every_share_in_a_text_is_the_one_that_it_is_said_to_be():
    said = {name: text.partition(FOLD)[::2] for name, text in cells()}
    for part, claims, corpus in ((0, CLAIMS, "FSDD 1.0.10"), (1, EMBEDDED, "embedded")):
        known = measured(numbers.PAGES[corpus].read_text(encoding="utf-8"))
        found = {name: shares(texts[part]) for name, texts in said.items()}
        assert {name for name, each in found.items() if each} == set(claims)
        wrong = [
            (name, share, what, known[what])
            for name, whats in claims.items()
            for share, what in zip(found[name], whats, strict=True)
            # Half a hundredth, and what a binary fraction adds to it.
            if abs(float(share) - known[what]) > 0.00501
        ]
        assert wrong == []


def test_what_the_texts_say_of_the_confusions_is_so():
    page = numbers.PAGES["FSDD 1.0.10"].read_text(encoding="utf-8")
    own = [line for line in page.split("\n") if "own chain" in line]
    assert [line.rpartition("brightest ")[2] for line in own[:2]] == ["2 taken for 0"] * 2
    called, spoken = (
        float(re.findall(r"0\.\d\d", line)[n]) for line, n in ((own[0], 1), (own[2], 0))
    )
    assert 0.18 <= called <= 0.22 and 1.8 <= called / spoken <= 2.2
    assert 15 <= measured(page)["own chain, in a word, on average"] <= 20


def test_the_sizes_of_the_first_seven_are_those_of_the_text(on_fsdd):
    samples = soundfile.info(load_corpus().path / "7_george_0.wav").frames
    frames = 1 + -(-(samples - 200) // 80)
    [text] = [text for name, text in cells() if name == "read_mfccs"]
    assert (
        f"{samples} samples" in text
        and f"{frames} \N{MULTIPLICATION SIGN} 257 = {frames * 257} magnitudes" in text
    )


def test_every_text_with_a_share_says_that_it_is_of_fsdd():
    bare = [name for name, text in cells() if shares(text) and not re.search(r"FSDD|theo", text)]
    assert bare == []


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
@pytest.mark.parametrize("corpus", numbers.PAGES)
def test_the_page_of_numbers_is_what_the_corpus_gives(corpus, request, monkeypatch):
    embedded = corpus == "embedded"
    monkeypatch.setenv("FSDD", corpus if embedded else request.getfixturevalue("fsdd"))
    with threadpool_limits(1):
        pages = numbers.PAGES[corpus].read_text(encoding="utf-8"), numbers.page()
    before, now = (
        [float(each) for each in re.findall(r"\d+\.\d+", text.partition("## ")[2])]
        for text in pages
    )
    assert len(before) == len(now)
    # Other versions of the libraries stop their iterations elsewhere.
    assert np.allclose(before, now, atol=0.03)
