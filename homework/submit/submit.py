"""Handing in, step by step: save, look, pack, print, and say what came of it."""

import hashlib
import os
import re
from datetime import UTC, datetime
from pathlib import Path

from homework.files import replace, write_zip
from homework.submit.findings import look_into
from homework.submit.saving import save_this_notebook, saved_when
from homework.submit.used import used_files

NUMBER = re.compile(r"[A-Za-z0-9]{3,20}")


class NotHandedIn(Exception):  # noqa: N818  (what happened, in words for the student)
    """What is in the way of handing in, in words."""


def submit(name, number, folder="."):
    """Pack all notebooks for the learning platform, and print them to a PDF (ex3).

    Parameters
    ----------
    name : str
        Your name, as it should stand on the PDF.
    number : str
        Your student number.
    folder : str or Path
        Where the notebooks lie.
    """
    if not any(Path(folder).glob("*.ipynb")):
        return  # this notebook runs somewhere else, as when it is graded
    if os.environ.get("NBGRADER_VALIDATING"):
        print("Nothing is handed in while the notebook is validated.")
        return
    if not (name and number):
        print("Nothing is handed in yet. Write your name and student number, then run this cell.")
        return
    try:
        not_saved = save_this_notebook(Path(folder))
        print(hand_in(name, number, folder))
        if not_saved:
            print(f"\n{not_saved} What is packed is what was saved before.")
    except NotHandedIn as reason:
        print(f"Not handed in: {reason}")


def hand_in(name, number, folder="."):
    """The same without a word on the way.

    Returns
    -------
    str
        What was written, and what is still open.

    Raises
    ------
    NotHandedIn
        Where a notebook or a graded cell is missing, or name or number cannot be used.
    """
    name, number, folder = " ".join(str(name).split()), str(number).strip(), Path(folder)
    if not NUMBER.fullmatch(number):
        raise NotHandedIn(f"a student number is 3 to 20 letters and digits; this is {number!r}.")
    if not re.search(r"\w", name):
        raise NotHandedIn("write your name, too; the PDF is called by it.")
    found = look_into(folder)
    if found.faults:
        raise NotHandedIn(". ".join(found.faults) + ".")
    used, left_out = used_files(found.notebooks, folder)
    lines = [_packed(found, used, name, number, folder), _printed(found, name, number, folder)]
    lines += [f"{each}." for each in left_out] + found.notes
    lines += [f"{each}: last saved {saved_when(folder / each)}." for each in found.files]
    lines += [
        f"Still open in {each}: {', '.join(ids)}." for each, ids in found.still_open.items() if ids
    ]
    lines.append("If you change a notebook, save it and do this again.")
    return "\n".join(lines)


def _packed(found, used, name, number, folder):
    """Write the zip and, beside it, the receipt with its digest."""
    packed = folder / f"{found.assignment}-{number}.zip"
    receipt = folder / f"{found.assignment}-{number}-receipt.txt"
    lines = [
        f"{found.assignment} of {name}, {number}",
        f"packed {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC",
        "",
        *(f"{_digest(data)}  {each}" for each, data in {**found.files, **used}.items()),
    ]
    text = "\n".join(lines) + "\n"
    write_zip(packed, {**used, **found.files, "receipt.txt": text.encode()})
    replace(receipt, f"{text}{_digest(packed.read_bytes())}  {packed.name}\n".encode())
    besides = f", and what they use: {', '.join(used)}" if used else ""
    return (
        f"Packed {packed.name}: {', '.join(found.files)}{besides}. This is the file to upload.\n"
        f"Receipt: {receipt.name}. Keep it; it says when, and what exactly."
    )


def _digest(data):
    return hashlib.sha256(data).hexdigest()


def _printed(found, name, number, folder):
    title = f"{found.assignment}: {name}, {number}"
    called = re.sub(r"[^\w-]+", "_", name).strip("_")
    try:
        # Here, because it takes a second that a notebook which is not handed in need not wait.
        from homework.submit.document import write_document

        written = write_document(
            list(found.notebooks.values()), title, folder / f"{called}-{number}"
        )
    except Exception as fault:  # the zip is packed, whatever is the matter with the PDF
        return f"There is no PDF: {fault}"
    return f"PDF: {written.name}, with all of your written answers in it. Upload it too."
