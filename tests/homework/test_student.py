"""A student's evening: from opening the release to handing in, in a real browser."""

import shutil
import zipfile

import nbformat
import pytest
from browsing import OpenNotebook, outputs_of, picture
from nbformat.v4 import new_code_cell, new_notebook
from pypdf import PdfReader

from examiner.authoring.samples import fill_release

pytestmark = pytest.mark.slow

WRONG = "def preemphasis(signal, coeff=0.95):\n    return np.asarray(signal)[1:]"
SAVING = """
from pathlib import Path
from homework.opened import opened
from homework.submit.saving import save_this_notebook
print("said:", *save_this_notebook(Path(), opened()))
"""
# A server that is slow at the last step of a save.
SLOW_CHECKPOINT = """
const asked = window.fetch;
window.fetch = async (request, ...rest) => {
  if (request.method === "POST" && request.url.includes("/checkpoints"))
    await new Promise(done => setTimeout(done, 2500));
  return asked(request, ...rest);
};
"""
RIGHT = (
    "def preemphasis(signal, coeff=0.95):\n"
    "    return np.append(signal[0], signal[1:] - coeff * signal[:-1])"
)


@pytest.fixture(scope="module")
def asker(lab, released):
    """A student's folder with the release in it."""
    folder = lab.root / "student"
    shutil.copytree(released.folder("release"), folder)
    yield folder
    lab.end_kernels()


@pytest.fixture
def opened(lab, asker, page):
    return lambda name: OpenNotebook(page, lab, asker / name)


@pytest.fixture
def run_whole(opened, ran):
    """Opens a notebook that was run whole; once, because its kernel lives on without a page."""

    def open_and_run(name):
        notebook = opened(name)
        if name not in ran:
            notebook.run_all()
            ran[name] = notebook.save()
        return notebook, ran[name]

    return open_and_run


@pytest.fixture(scope="module")
def ran():
    return {}


@pytest.mark.parametrize("name", ["ex1.ipynb", "ex2.ipynb", "ex3.ipynb"])
def test_the_untouched_release_runs_and_says_what_is_open(run_whole, name):
    notebook, saved = run_whole(name)
    said = outputs_of(saved)
    tests = [text for cell, text in said.items() if cell.startswith("test_")]
    assert tests and all(text.startswith("<p>Not attempted yet: ") for text in tests)
    assert not [cell for cell in saved.cells if _failed(cell)]
    assert said["check_all"].count("not attempted yet  test_") == len(tests)
    assert said["start"] == ""
    assert f"{name[:3]}: 0 of " in said["progress"] and "0 not right yet (0)" in said["progress"]
    notebook.cell("0 of ").wait_for()


def _failed(cell):
    return any(each.output_type == "error" for each in cell.get("outputs", []))


def test_a_wrong_answer_is_told_why_and_a_right_one_that_it_is_right(run_whole):
    notebook, _ = run_whole("ex1.ipynb")
    notebook.write("def preemphasis", WRONG)
    said = notebook.run("preemphasis keeps the first sample")
    assert said.startswith("Not right yet.") and "Traceback" not in said
    picture(notebook.page, "wrong")
    notebook.write("def preemphasis", RIGHT)
    assert notebook.run("preemphasis keeps the first sample").startswith(
        "Right. The grader asks the same"
    )
    said = notebook.run('progress("ex1")')
    assert "ex1: 1 of " in said and "Open: find_utterances" in said
    picture(notebook.page, "progress")


def test_validate_gives_the_same_verdict(opened):
    notebook = opened("ex1.ipynb")
    notebook.write("def preemphasis", WRONG)
    notebook.save()
    notebook.page.get_by_role("button", name="Validate", exact=True).click()
    dialog = notebook.page.locator(".jp-Dialog")
    dialog.wait_for()
    said = dialog.inner_text()
    assert "Not right yet. preemphasis" in said
    assert "Not attempted yet: framing" in said
    picture(notebook.page, "validate")


def test_a_notebook_is_saved_from_inside_while_the_save_before_is_not_over(lab, page):
    path = lab.root / "saving" / "ex1.ipynb"
    path.parent.mkdir()
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    cells = [new_code_cell(SAVING, id="saving")]
    nbformat.write(new_notebook(cells=cells, metadata=kernel), path)
    page.add_init_script(SLOW_CHECKPOINT)
    notebook = OpenNotebook(page, lab, path)
    notebook.save()
    page.keyboard.press("Control+S")
    notebook.write("save_this_notebook", f"{SAVING}# typed last")
    assert notebook.said("save_this_notebook").strip() == f"said: {path}"
    assert "# typed last" in path.read_text()


def test_handing_in_saves_packs_and_prints_every_answer(lab, page, released):
    folder = lab.root / "handing_in"
    folder.mkdir()
    for name, text in fill_release(released).items():
        (folder / name).write_text(text)
    notebook = OpenNotebook(page, lab, folder / "ex3.ipynb")
    # Typed and not saved: handing in has to do it.
    notebook.write("def gmms_predict", "def gmms_predict(X, gmms):\n    return 'unsaved'")
    notebook.write(
        "submit(name=", 'from homework.submit import submit\nsubmit("Ada Lovelace", "1234567")'
    )
    said = notebook.said("from homework.submit")
    picture(page, "handed_in")
    assert "Packed hw3-1234567.zip: ex1.ipynb, ex2.ipynb, ex3.ipynb" in said
    assert "PDF: Ada_Lovelace-1234567.pdf, with all that you wrote in it" in said
    with zipfile.ZipFile(folder / "hw3-1234567.zip") as packed:
        assert "return 'unsaved'" in packed.read("ex3.ipynb").decode()
    text = "".join(p.extract_text() for p in PdfReader(folder / "Ada_Lovelace-1234567.pdf").pages)
    assert "hw3: Ada Lovelace, 1234567" in text
