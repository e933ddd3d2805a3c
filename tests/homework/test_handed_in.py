"""What is packed is what was seen: files beside the release, and beside the kernel that ran."""

import json
import shutil
import sys
import types
import zipfile

import nbformat
import pytest

from examiner.authoring.samples import fill_release
from homework.opened import Opened
from homework.outcomes import LAST
from homework.receipt import is_receipt, read_receipt
from homework.submit import NotHandedIn, submit
from homework.submit.submit import hand_in


@pytest.fixture(scope="module")
def solved(released):
    return fill_release(released)


@pytest.fixture
def folder(released, tmp_path, monkeypatch):
    """A student's folder with the untouched release in it, and nothing printed."""
    folder = tmp_path / "hw3"
    folder.mkdir()
    for path in released.notebooks("release"):
        shutil.copy(path, folder)
    monkeypatch.chdir(tmp_path)
    # By its name the package gives the function of the same name.
    module = sys.modules["homework.submit.submit"]
    monkeypatch.setattr(module, "_printed", lambda *_: "PDF: none.pdf, with nothing in it.")
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path / "home")
    return folder


@pytest.fixture
def seen_right(released, monkeypatch):
    """Tests of ex1 that this kernel called right."""
    outcomes = {}
    outline = nbformat.read(released.folder("release") / "ex1.ipynb", as_version=4).metadata.outline
    for test in outline.tests.values():
        if test.task in ("framing", "cmvn"):
            outcomes[test.claim] = "right"
    monkeypatch.setattr("homework.submit.doubts.LAST", outcomes)
    return outcomes


def cell(notebook, name):
    return next(each for each in notebook.cells if each.id == name)


def put(folder, name, text):
    (folder / name).write_text(text)


def test_the_released_notebooks_are_not_packed_without_a_question(folder):
    with pytest.raises(NotHandedIn) as question:
        hand_in("Ada", "1234567", folder)
    said = str(question.value)
    for name in ("ex1", "ex2", "ex3"):
        assert f"{name}.ipynb: nothing is written in it; it is as it was given out. It is " in said
    assert "as_it_is=['ex1', 'ex2', 'ex3']" in said
    assert not list(folder.glob("*.zip"))
    assert "Packed" in hand_in("Ada", "1234567", folder, ["ex1", "ex2.ipynb", "ex3"])


def test_run_but_unwritten_is_still_the_release(folder, solved):
    notebook = nbformat.read(folder / "ex1.ipynb", as_version=4)
    for each in notebook.cells:
        each.source += "\n"
        if each.cell_type == "code":
            each.execution_count = 1
    nbformat.write(notebook, folder / "ex1.ipynb")
    put(folder, "ex2.ipynb", solved["ex2.ipynb"])
    notebook = nbformat.read(folder / "ex3.ipynb", as_version=4)
    cell(notebook, "hand_in").source = 'submit(name="Ada", number="1234567")'
    nbformat.write(notebook, folder / "ex3.ipynb")
    with pytest.raises(NotHandedIn) as question:
        hand_in("Ada", "1234567", folder)
    assert "ex1.ipynb: nothing" in str(question.value)
    assert "ex3.ipynb: nothing" in str(question.value)
    assert "ex2.ipynb" not in str(question.value)


def test_what_stands_in_a_cell_of_the_students_own_is_written(folder, solved):
    for name in ("ex1.ipynb", "ex2.ipynb"):
        put(folder, name, solved[name])
    notebook = nbformat.read(folder / "ex3.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("mine = 'though no TODO is filled'"))
    nbformat.write(notebook, folder / "ex3.ipynb")
    assert "Packed" in hand_in("Ada", "1234567", folder)


def test_a_blank_file_beside_a_kernel_that_saw_it_right_is_told_with_the_other_place(
    folder, solved, seen_right
):
    for name in ("ex2.ipynb", "ex3.ipynb"):
        put(folder, name, solved[name])
    put(folder, "ex1-Copy1.ipynb", solved["ex1.ipynb"])
    with pytest.raises(NotHandedIn) as question:
        hand_in("Ada", "1234567", folder)
    said = str(question.value)
    assert (
        f"ex1.ipynb: 2 tasks are right here, but the file has none of them. It is {folder}" in said
    )
    assert f"The one you work in may be {folder / 'ex1-Copy1.ipynb'}." in said


def test_a_task_that_ran_and_is_not_in_the_file_is_named(folder, solved, seen_right, shell):
    for name, text in solved.items():
        put(folder, name, text)
    notebook = nbformat.read(folder / "ex1.ipynb", as_version=4)
    for name in ("framing", "cmvn"):
        shell.run_cell(cell(notebook, name).source, store_history=True)
    assert "Packed" in hand_in("Ada", "1234567", folder)
    shell.run_cell("def framing(signal):\n    return signal", store_history=True)
    cell(notebook, "framing").source = "def framing(signal):\n    return None"
    nbformat.write(notebook, folder / "ex1.ipynb")
    with pytest.raises(NotHandedIn, match="the file does not have what ran of framing"):
        hand_in("Ada", "1234567", folder)
    # The editor saved it just now: what is seen is packed, though it ran otherwise.
    assert "Packed" in hand_in("Ada", "1234567", folder, saved=folder / "ex1.ipynb")


@pytest.fixture
def half(folder, solved):
    """All solved but for a task of ex1, which is open in the file that is packed."""
    for name, text in solved.items():
        put(folder, name, text)
    given = nbformat.read(folder / "ex1.ipynb", as_version=4)
    cell(given, "framing").source = "raise NotImplementedError  # delete this line, write yours"
    nbformat.write(given, folder / "ex1.ipynb")
    return folder


def test_a_copy_in_which_an_open_task_is_written_is_asked_about(half, solved):
    put(half, "ex1-Copy1.ipynb", solved["ex1.ipynb"])
    with pytest.raises(NotHandedIn) as question:
        hand_in("Ada", "1234567", half)
    said = str(question.value)
    assert "ex1.ipynb: framing is open in it, and written in ex1-Copy1.ipynb, which is not" in said
    assert f"The one you work in may be {half / 'ex1-Copy1.ipynb'}." in said
    assert "Packed" in hand_in("Ada", "1234567", half, ["ex1"])


def of_another_homework(text):
    return text.replace('"assignment": "hw3"', '"assignment": "hw2"')


def emptied(text):
    notebook = nbformat.reads(text, as_version=4)
    cell(notebook, "framing").source = "\n"
    return nbformat.writes(notebook)


def without_cells(text):
    return json.dumps(json.loads(text) | {"cells": [5]})


def without_its_name(text):
    notebook = json.loads(text)
    del notebook["metadata"]["outline"]["notebook"]
    return json.dumps(notebook)


@pytest.mark.parametrize(
    ("source", "change"),
    [
        ("ex2", str),
        ("ex1", of_another_homework),
        ("ex1", emptied),
        ("ex1", without_cells),
        ("ex1", without_its_name),
        ("ex1", lambda text: text[:-9]),
        ("ex1", lambda _: '{"metadata": {"outline": [1]}}'),
    ],
)
def test_a_copy_that_is_emptier_another_or_cannot_be_read_is_no_doubt(half, solved, source, change):
    put(half, "old.ipynb", change(solved[f"{source}.ipynb"]))
    put(half, "open.ipynb", (half / "ex1.ipynb").read_text())
    assert "Packed" in hand_in("Ada", "1234567", half)


def test_an_answer_that_ran_in_another_cell_is_no_doubt(folder, solved, seen_right, shell):
    for name, text in solved.items():
        put(folder, name, text)
    notebook = nbformat.read(folder / "ex1.ipynb", as_version=4)
    own = nbformat.v4.new_code_cell("def framing(signal):\n    return 'elsewhere'")
    notebook.cells.append(own)
    cell(notebook, "framing").source = "# see below"
    nbformat.write(notebook, folder / "ex1.ipynb")
    for source in (own.source, cell(notebook, "cmvn").source):
        shell.run_cell(source, store_history=True)
    assert "Packed" in hand_in("Ada", "1234567", folder)


def test_a_folder_without_notebooks_says_what_to_do(tmp_path, capsys):
    submit("Ada", "1234567", tmp_path)
    said = capsys.readouterr().out
    assert said.startswith("Not handed in: There is no notebook in ")
    assert "Put the notebooks into this folder" in said


def test_nothing_is_said_or_packed_where_the_notebook_is_graded(folder, shell, capsys):
    shell.runs_for_marks = True
    submit("Ada", "1234567", folder)
    assert capsys.readouterr().out == "" and not list(folder.glob("*.zip"))


def test_the_receipt_can_be_read_by_a_program(folder, solved):
    for name, text in solved.items():
        put(folder, name, text)
    hand_in("Ada", "1234567", folder)
    with zipfile.ZipFile(folder / "hw3-1234567.zip") as packed:
        inside = json.loads(packed.read("receipt.json"))
        assert packed.getinfo("ex1.ipynb").date_time[0] > 2020
    beside = json.loads((folder / "hw3-1234567-receipt.json").read_text())
    assert beside["files"].pop("hw3-1234567.zip") and beside == inside
    assert inside["number"] == "1234567" and set(inside["files"]) == set(solved)
    assert inside["packed"][-6] in "+-" and inside["versions"]["python"]
    assert inside["open"] == {name: [] for name in solved}
    read = read_receipt((folder / "hw3-1234567-receipt.json").read_bytes())
    assert (read["number"], read["name"]) == ("1234567", "Ada")
    assert read["files"]["ex1.ipynb"] == inside["files"]["ex1.ipynb"]


@pytest.mark.parametrize("data", [b"[]", b"\xff", b"[" * 10**5, b'{"number": 5, "files": [1]}'])
def test_what_is_no_receipt_says_nothing(data):
    assert not {"number", "name"} & read_receipt(data).keys()
    assert is_receipt("hw3-1-receipt.json") and not is_receipt("receipt.csv")


@pytest.fixture
def colab(monkeypatch, solved):
    """Colab: the open notebook is in the browser, and a file comes to its person by download."""
    downloaded, answers = [], {}

    def blocking_request(what, request="", timeout_sec=5):
        assert what == "get_ipynb"
        return answers

    google, module = types.ModuleType("google"), types.ModuleType("google.colab")
    module._message = types.SimpleNamespace(blocking_request=blocking_request)
    module.files = types.SimpleNamespace(download=downloaded.append)
    for name, each in {
        "google": google,
        "google.colab": module,
        "google.colab._message": module._message,
        "google.colab.files": module.files,
    }.items():
        monkeypatch.setitem(sys.modules, name, each)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return answers, downloaded


def sent(text):
    """A notebook as Colab sends it: texts as lists of lines, its own name in the metadata."""
    notebook = json.loads(text)
    for each in notebook["cells"]:
        source = each["source"]
        each["source"] = source if isinstance(source, list) else source.splitlines(keepends=True)
    notebook["metadata"]["colab"] = {"name": "Copy of ex3.ipynb"}
    return {"ipynb": notebook}


def test_on_colab_the_open_notebook_is_packed_and_offered(folder, solved, colab, shell, capsys):
    answers, downloaded = colab
    for name in ("ex1.ipynb", "ex2.ipynb"):
        put(folder, name, solved[name])
    # The file here is the blank one of the handout; the one that is open has the answers.
    answers.update(sent(solved["ex3.ipynb"]))
    submit("Ada", "1234567", folder)
    said = capsys.readouterr().out
    assert "Packed hw3-1234567.zip: ex1.ipynb, ex2.ipynb, ex3.ipynb" in said
    assert "ex3.ipynb: last written" not in said
    with zipfile.ZipFile(folder / "hw3-1234567.zip") as packed:
        inside = nbformat.reads(packed.read("ex3.ipynb").decode(), as_version=4)
        assert "GaussianMixture(" in cell(inside, "train_gmms").source
        assert json.loads(packed.read("receipt.json"))["editor"] == "Colab"
    assert str(folder / "hw3-1234567.zip") in downloaded


def test_on_colab_without_its_metadata_the_open_notebook_is_told_by_its_name(
    folder, solved, colab, shell
):
    answers, _ = colab
    answers.update(sent(solved["ex3.ipynb"]))
    answers["ipynb"]["metadata"].pop("outline")
    for name in ("ex1.ipynb", "ex2.ipynb"):
        put(folder, name, solved[name])
    from homework.opened import opened

    assert "ex3.ipynb has lost its metadata" in hand_in("Ada", "1234567", folder, here=opened())


def test_on_colab_a_missing_one_is_told_how_to_bring(folder, solved, colab, shell, capsys):
    answers, downloaded = colab
    answers.update(sent(solved["ex3.ipynb"]))
    for path in folder.glob("*.ipynb"):
        path.unlink()
    submit("Ada", "1234567", folder)
    said = capsys.readouterr().out
    assert "ex1.ipynb is missing." in said and "upload them" in said and not downloaded


def test_where_colab_does_not_answer_the_files_are_taken_with_the_same_question(
    folder, solved, colab, shell, capsys, seen_right
):
    answers, _ = colab
    answers["error"] = "no frontend"
    submit("Ada", "1234567", folder)
    said = capsys.readouterr().out
    assert "ex1.ipynb: 2 tasks are right here, but the file has none of them." in said
    assert "File, Download" in said


def test_in_vs_code_the_open_file_is_named(folder, solved, shell, tmp_path, seen_right):
    for name in ("ex2.ipynb", "ex3.ipynb"):
        put(folder, name, solved[name])
    worked = tmp_path / "Desktop" / "ex1.ipynb"
    worked.parent.mkdir()
    worked.write_text(solved["ex1.ipynb"])
    shell.user_ns["__vsc_ipynb_file__"] = str(worked)
    from homework.opened import opened

    assert opened() == Opened("VS Code", worked)
    with pytest.raises(NotHandedIn) as question:
        hand_in("Ada", "1234567", folder, here=opened())
    assert f"may be {worked}" in str(question.value)


def test_last_is_shared_with_progress():
    from homework.submit import doubts

    assert doubts.LAST is LAST
