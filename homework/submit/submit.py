"""Handing in, step by step: save, look, ask, pack, print, and say what came of it."""

import os
import re
import time
from pathlib import Path

from homework import receipt as receipts
from homework.files import replace, write_zip
from homework.machine import is_graded
from homework.opened import Opened, on_colab, opened
from homework.submit.doubts import doubts_about
from homework.submit.findings import is_untouched, look_into
from homework.submit.saving import save_this_notebook, saved_when
from homework.submit.used import used_files

# The lines that name what was written.
WRITTEN = re.compile(r"^(?:Packed|PDF:) ([^\s:,]+)", re.MULTILINE)
WHERE = (
    "There is no notebook in {}, so nothing is handed in. Put the notebooks into this folder, or "
    "name theirs: submit(name, number, folder=...)."
)
ON_COLAB = (
    " On Colab: open each notebook, choose File, Download, Download .ipynb; then choose Files at "
    "the left here, and upload them."
)
AS_IT_IS = (
    "Is that what you want to hand in? If not, put the right file there, or press Ctrl+S, and run "
    "this again. If so, say it: as_it_is={}; in a terminal: --as-it-is and its name."
)


class NotHandedIn(Exception):  # noqa: N818  (what happened, in words for the student)
    """What is in the way of handing in, in words."""


def submit(name, number, folder=".", as_it_is=(), answers=True):
    """Pack all notebooks for the learning platform, and print them to a PDF (ex3).

    Parameters
    ----------
    name : str
        Your name, as it should stand on the PDF.
    number : str
        Your student number.
    folder : str or Path
        Where the notebooks lie.
    as_it_is : collection of str
        Notebooks, such as "ex2", that you hand in as they are, after you were asked.
    answers : bool
        The PDF has your answers with their results; if false, all cells of the notebooks.
    """
    if is_graded():
        return
    if os.environ.get("NBGRADER_VALIDATING"):
        print("Nothing is handed in while the notebook is validated.")
        return
    if not (name and number):
        print("Nothing is handed in yet. Write your name and student number, then run this cell.")
        return
    try:
        here = opened()
        saved, advice = save_this_notebook(Path(folder), here)
        said = hand_in(name, number, folder, as_it_is, answers, here, saved)
        print("\n".join([said, *([f"\n{advice}"] if advice else [])]))
        if on_colab():
            _offer(said, Path(folder))
    except NotHandedIn as reason:
        print(f"Not handed in: {reason}")


def _offer(said, folder):
    """On Colab a file is on a machine far away, until the browser downloads it."""
    for name in WRITTEN.findall(said):
        on_colab().files.download(str(folder / name))


def hand_in(
    name, number, folder=".", as_it_is=(), answers=True, here: Opened | None = None, saved=None
):
    """The same without a word on the way.

    Returns
    -------
    str
        What was written, and what is still open.

    Raises
    ------
    NotHandedIn
        Where a notebook or a graded cell is missing, name or number cannot be used, or a notebook
        may not be the one that was worked in.
    """
    name, number, folder = " ".join(str(name).split()), str(number).strip(), Path(folder)
    here = here or Opened()
    if not receipts.NUMBER.fullmatch(number):
        raise NotHandedIn(f"a student number is 3 to 20 letters and digits; this is {number!r}.")
    if not re.search(r"\w", name):
        raise NotHandedIn("write your name, too; the PDF is called by it.")
    found = look_into(folder, here)
    on_its_way = ON_COLAB if on_colab() else ""
    if not (found.notebooks or any(folder.glob("*.ipynb"))):
        raise NotHandedIn(WHERE.format(folder.absolute()) + on_its_way)
    if found.faults:
        raise NotHandedIn(". ".join(found.faults) + "." + on_its_way)
    _ask(doubts_about(found, folder, here, saved), as_it_is, on_its_way)
    used, left_out = used_files(found.notebooks, folder)
    lines = [_packed(found, used, name, number, folder, here)]
    lines += [_printed(found, name, number, folder, answers)]
    lines += [f"{each}." for each in left_out] + found.notes + _saved(found, folder, here)
    lines += [
        f"Still open in {each}: {', '.join(ids)}." for each, ids in found.still_open.items() if ids
    ]
    lines.append("If you change a notebook, save it and do this again.")
    return "\n".join(lines)


def _ask(doubts, as_it_is, on_its_way):
    """Stop with a question for each doubt that was not answered."""
    said = [as_it_is] if isinstance(as_it_is, str) else as_it_is
    answered = {f"{str(each).removesuffix('.ipynb')}.ipynb" for each in said}
    waiting = [question for name, question in doubts.items() if name not in answered]
    if waiting:
        names = [name.removesuffix(".ipynb") for name in doubts]
        raise NotHandedIn("\n".join(waiting) + "\n" + AS_IT_IS.format(names) + on_its_way)


def _saved(found, folder, here):
    """When each file was saved; nothing of one that is open elsewhere or was never written in."""
    times = {
        each: saved_when(folder / each)
        for each, data in found.files.items()
        if data is not here.data
        and not is_untouched(found.notebooks[each], found.outlines.get(each))
    }
    return [f"{each}: last written {when}." for each, when in times.items() if when]


def _packed(found, used, name, number, folder, here):
    """Write the zip and, beside it, the receipt with its digest."""
    packed = folder / f"{found.assignment}-{number}.zip"
    beside = folder / f"{found.assignment}-{number}-receipt.txt"
    receipt = receipts.receipt_of(found, used, name, number, here)
    text = receipts.as_text(receipt)
    inside = {"receipt.txt": text.encode(), receipts.NAME: receipts.as_json(receipt)}
    write_zip(packed, {**used, **found.files, **inside}, time.time())
    receipt["files"][packed.name] = receipts.digest(packed.read_bytes())
    replace(beside, f"{text}{receipt['files'][packed.name]}  {packed.name}\n".encode())
    replace(beside.with_suffix(".json"), receipts.as_json(receipt))
    besides = f", and what they use: {', '.join(used)}" if used else ""
    return (
        f"Packed {packed.name}: {', '.join(found.files)}{besides}. This is the file to upload.\n"
        f"Receipt: {beside.name}, for programs {beside.stem}.json. Keep it; it says when, and "
        "what exactly."
    )


def _printed(found, name, number, folder, answers):
    title = f"{found.assignment}: {name}, {number}"
    called = re.sub(r"[^\w-]+", "_", name).strip("_")
    try:
        # Here, because it takes a second that a notebook which is not handed in need not wait.
        from homework.submit.document import write_document

        written = write_document(found, title, folder / f"{called}-{number}", answers)
    except Exception as fault:  # the zip is packed, whatever is the matter with the PDF
        return f"There is no PDF: {fault}"
    return f"PDF: {written.name}, with all that you wrote in it. Upload it too."
