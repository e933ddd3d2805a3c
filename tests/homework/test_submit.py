"""Handing in: nothing is packed that lost a cell, and no PDF is called one that lacks an answer."""

import hashlib
import os
import zipfile
from dataclasses import replace

import nbformat
import pytest

from examiner.authoring.samples import fill_release
from homework.opened import Opened
from homework.submit import NotHandedIn, submit
from homework.submit import document as documents
from homework.submit.__main__ import main
from homework.submit.browser import BrowserError, find_browser, print_to_pdf
from homework.submit.document import DocumentError, as_html, missing_answers, pieces, write_document
from homework.submit.findings import is_open, look_into
from homework.submit.submit import hand_in

pytestmark = pytest.mark.slow

# After the question whether they are handed in as they were given out.
ALL = ("ex1", "ex2", "ex3")
# A picture of one dot.
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


@pytest.fixture
def folder(released, tmp_path):
    for path in released.notebooks("release"):
        (tmp_path / path.name).write_text(path.read_text())
    return tmp_path


@pytest.fixture
def without_browser(monkeypatch):
    monkeypatch.setattr("homework.submit.browser.find_browser", lambda: None)


@pytest.fixture
def with_browser():
    if find_browser() is None:
        pytest.skip("there is no Chrome or Chromium here (apt-get install chromium)")


def change(path, how):
    notebook = nbformat.read(path, as_version=4)
    how(notebook)
    nbformat.write(notebook, path)


def cell(notebook, name):
    return next(each for each in notebook.cells if each.id == name)


def test_the_receipt_names_the_time_and_the_digest_of_each_file(folder, without_browser):
    said = hand_in("Ada  Lovelace", "1234567", folder, ALL)
    assert "Packed hw3-1234567.zip: ex1.ipynb, ex2.ipynb, ex3.ipynb." in said
    receipt = (folder / "hw3-1234567-receipt.txt").read_text()
    assert receipt.startswith("hw3 of Ada Lovelace, 1234567\npacked 20")
    with zipfile.ZipFile(folder / "hw3-1234567.zip") as packed:
        names = ["ex1.ipynb", "ex2.ipynb", "ex3.ipynb", "receipt.json", "receipt.txt"]
        assert packed.namelist() == names
        for name in packed.namelist()[:3]:
            assert f"{hashlib.sha256(packed.read(name)).hexdigest()}  {name}\n" in receipt
    digest = hashlib.sha256((folder / "hw3-1234567.zip").read_bytes()).hexdigest()
    assert receipt.endswith(f"{digest}  hw3-1234567.zip\n")


def test_what_the_notebooks_use_is_packed_and_what_cannot_be_is_named(folder, without_browser):
    def use(notebook):
        cell(notebook, "preemphasis").source = "from myfuncs import preemphasis\n'/etc/passwd'"
        cell(notebook, "answer_feature_levels").source = "![plot](plot.png)"

    change(folder / "ex1.ipynb", use)
    (folder / "myfuncs.py").write_text("def preemphasis(*a): ...")
    (folder / "plot.png").write_bytes(b"png")
    said = hand_in("Ada", "1234567", folder, ALL)
    assert "ex3.ipynb, and what they use: myfuncs.py, plot.png." in said
    assert "/etc/passwd, which ex1.ipynb uses, is not packed: it lies outside" in said
    with zipfile.ZipFile(folder / "hw3-1234567.zip") as packed:
        assert {"myfuncs.py", "plot.png"} < {*packed.namelist()}


def test_what_is_still_open_is_listed(folder, without_browser):
    said = hand_in("Ada", "1234567", folder, ALL)
    assert "Still open in ex1.ipynb: find_utterances, split_by_speaker, " in said
    assert "answer_gmm_vs_logistic" in said
    # Nobody saved it: its date is that of the handout.
    assert "ex2.ipynb: last written" not in said


@pytest.mark.parametrize(
    "stub",
    [
        "def f():\n    raise NotImplementedError  # delete this line, write yours",
        "def f():\n    # YOUR CODE HERE\n    raise NotImplementedError()",
        "YOUR ANSWER HERE",
        "*TODO: write your answer here, in place of this line.*",
    ],
)
def test_the_words_of_this_kit_and_of_nbgrader_are_open(stub):
    assert is_open(nbformat.v4.new_code_cell(stub))
    assert not is_open(nbformat.v4.new_code_cell("def f():\n    raise NotImplementedError"))


def test_nothing_is_open_in_a_solved_notebook(released, folder, without_browser):
    for name, text in fill_release(released).items():
        (folder / name).write_text(text)
    assert "Still open" not in hand_in("Ada", "1234567", folder, ALL)


def test_a_missing_notebook_and_a_lost_cell_stop_it(folder):
    (folder / "ex2.ipynb").unlink()
    change(folder / "ex3.ipynb", lambda nb: nb.cells.remove(cell(nb, "test_tuned_gmms")))
    (folder / "ex1.ipynb").write_text("{")
    with pytest.raises(NotHandedIn) as reason:
        hand_in("Ada", "1234567", folder, ALL)
    assert "ex2.ipynb is missing." in str(reason.value)
    assert "ex3.ipynb has lost test_tuned_gmms. Copy the cells back" in str(reason.value)
    assert "ex1.ipynb cannot be read" in str(reason.value)
    assert not list(folder.glob("*.zip"))


@pytest.mark.parametrize("number", ["12", "12 345", "../../etc", "1" * 30])
def test_a_number_that_is_none_is_refused(folder, number):
    with pytest.raises(NotHandedIn, match="3 to 20 letters and digits"):
        hand_in("Ada", number, folder)


def test_a_copy_under_another_name_is_noticed_and_lost_metadata_is_said(folder, without_browser):
    (folder / "ex2.ipynb").write_bytes((folder / "ex1.ipynb").read_bytes())
    with pytest.raises(NotHandedIn, match=r"ex2\.ipynb is a copy of ex1 of hw3"):
        hand_in("Ada", "1234567", folder, ALL)
    change(folder / "ex2.ipynb", lambda notebook: notebook.metadata.pop("outline"))
    assert "ex2.ipynb has lost its metadata" in hand_in("Ada", "1234567", folder, ALL)


def test_another_folder_is_named(tmp_path):
    with pytest.raises(NotHandedIn, match="There is no notebook in"):
        hand_in("Ada", "1234567", tmp_path)
    (tmp_path / "other.ipynb").write_text("{}")
    with pytest.raises(NotHandedIn, match="none of the homework's notebooks is in"):
        hand_in("Ada", "1234567", tmp_path)


def test_the_cell_says_it_without_a_traceback(folder, capsys, monkeypatch):
    submit("", "", folder)
    assert capsys.readouterr().out.startswith("Nothing is handed in yet. Write your name")
    submit("Ada", "1", folder)
    assert capsys.readouterr().out.startswith("Not handed in: a student number")
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    submit("Ada", "1234567", folder)
    assert capsys.readouterr().out == "Nothing is handed in while the notebook is validated.\n"
    assert not list(folder.glob("*.zip"))


def test_the_command_does_the_same(folder, capsys, without_browser):
    with pytest.raises(SystemExit, match=r"ex1\.ipynb: nothing is written in it"):
        main(["Ada Lovelace", "1234567", "--folder", str(folder)])
    as_they_are = [word for name in ALL for word in ("--as-it-is", name)]
    main([*as_they_are, "Ada Lovelace", "1234567", "--folder", str(folder)])
    assert "Packed hw3-1234567.zip" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="Not handed in: There is no notebook in"):
        main(["Ada", "1234567", "--folder", str(folder / "elsewhere")])


def test_without_a_browser_all_cells_are_a_page_and_a_clear_word(folder, without_browser):
    said = hand_in("Ada Lovelace", "1234567", folder, ALL, answers=False)
    assert "There is no PDF: no Chrome, Chromium, Edge or Brave was found. " in said
    assert "Ada_Lovelace-1234567.html is there in its place. Open it in a browser" in said
    assert "hw3: Ada Lovelace, 1234567" in (folder / "Ada_Lovelace-1234567.html").read_text()


def test_a_pdf_that_lacks_an_answer_is_not_called_one(folder, with_browser, monkeypatch):
    answer = "The utterance mean keeps the average sound. It *loses* the order: $\\bar{x} = 0$."
    change(folder / "ex1.ipynb", lambda nb: cell(nb, "answer_feature_levels").update(source=answer))
    found = look_into(folder, Opened())
    # A few cells of one are enough: they are read back four times.
    notebook = found.notebooks["ex1.ipynb"]
    few = ("split_by_speaker", "preemphasis", "framing", "answer_feature_levels")
    notebook.cells = [each for each in notebook.cells if each.id in few]
    found = replace(found, notebooks={"ex1.ipynb": notebook})
    assert write_document(found, "hw3", folder / "Ada-1", answers=False).name == "Ada-1.pdf"
    pdf = (folder / "Ada-1.pdf").read_bytes()
    cell(notebook, "answer_feature_levels").source = "Another one, not printed."
    cell(notebook, "framing").source = "return 'lost in print'"
    lost = ["framing", "answer_feature_levels"]
    assert missing_answers(pdf, list(found.notebooks.values())) == lost
    monkeypatch.setattr(documents, "print_to_pdf", lambda *_: pdf)
    monkeypatch.setattr(documents, "_drawn", lambda *_: pdf)
    with pytest.raises(DocumentError, match=f"these answers were lost in it: {', '.join(lost)}"):
        write_document(found, "hw3", folder / "Bob-2")
    assert (folder / "Bob-2.html").exists() and not (folder / "Bob-2.pdf").exists()


def test_answers_of_many_kinds_are_found_in_print(folder, with_browser):
    answer = (
        """Efficient filters: "first", 2nd — *third*.

- a list with `code_names(x)`
- and **bold** text, äöü, señor, Привет

| digit | share |
|---|---|
| six | 54 % |

$$p(x) = \\sum_m w_m$$

![a sketch](attachment:sketch.png)

1. """
        + "A long sentence that goes over the end of its line, again and again. " * 60
    )
    notebook = nbformat.read(folder / "ex1.ipynb", as_version=4)
    cell(notebook, "framing").source = f"x = [{', '.join(map(str, range(200)))}]"
    answered = cell(notebook, "answer_feature_levels")
    answered.source, answered.attachments = answer, {"sketch.png": {"image/png": PIXEL}}
    assert len(pieces(answer)) > 10
    assert missing_answers(print_to_pdf(as_html([notebook], "hw3"), folder), [notebook]) == []


def test_a_browser_that_cannot_print_is_an_error(folder, tmp_path, monkeypatch):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(BrowserError, match="chromium could not print"):
        print_to_pdf("<p>hello", folder)
