"""The order of cleaning: what is kept of a notebook, of each cell, of its source."""

import os
from contextlib import suppress
from pathlib import Path

from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Integer

from examiner.harmless.allowance import Allowance
from examiner.harmless.colours import colourable
from examiner.harmless.markdown import as_code, clean_markdown
from examiner.harmless.outputs import clean_outputs, clean_picture, count_of
from examiner.harmless.pictures import with_pictures
from examiner.harmless.text import bare, text_of

# The Formgrader and the feedback pages find their own elements by these.
PAGE_IDS = {"notebook", "notebook-container", "statusmessage", "toc", "top"}


class MakeHarmless(NbGraderPreprocessor):
    """The last step of grading: nothing of a student's acts in the instructor's browser."""

    largest = Integer(2_000_000, help="Characters of text that a cell may show.").tag(config=True)
    largest_media = Integer(
        10_000_000, help="Characters of pictures and sound, as base64, that a cell may show."
    ).tag(config=True)
    taken = PAGE_IDS
    beside = None

    def preprocess(self, nb, resources):
        kept = {name: nb.metadata.get(name) for name in ("kernelspec", "language_info")}
        nb.metadata = {
            name: {key: value for key, value in part.items() if isinstance(value, str)}
            for name, part in kept.items()
            if isinstance(part, dict)
        }
        names = {str(_grading(cell).get("grade_id")) for cell in nb.cells if _grading(cell)}
        around = ("{}", "{}-comment", "{}_extra_credit", "comment-{}")
        self.taken = PAGE_IDS | {each.format(name) for name in names for each in around}
        folders = _folders(self, resources)
        self.beside = folders["submitted"] if folders else None
        nb, resources = super().preprocess(nb, resources)
        if folders:
            keep_only_shown(folders["autograded"], folders["source"])
        return nb, resources

    def preprocess_cell(self, cell, resources, index):
        allowance = Allowance(self.largest, self.largest_media, self.taken)
        if _grading(cell).get("locked") is not True:
            self._clean_source(cell, allowance)
        if cell.cell_type == "code":
            outputs = cell.get("outputs")
            cell.outputs = clean_outputs(outputs if isinstance(outputs, list) else [], allowance)
            cell.execution_count = count_of(cell)
        return cell, resources

    def _clean_source(self, cell, allowance):
        cell.metadata = {"nbgrader": _grading(cell)} if _grading(cell) else {}
        cell.source = bare(text_of(cell.get("source")) or "")
        attachments = cell.pop("attachments", None)
        if cell.cell_type == "code":
            cell.source = colourable(cell.source)
            return
        pictures = _pasted_pictures(attachments, allowance)
        if pictures:
            cell.attachments = pictures
        source = allowance.cut(cell.source)
        if self.beside is not None:
            source = with_pictures(source, self.beside, allowance)
        if cell.cell_type == "markdown":
            cell.source = clean_markdown(source, allowance, pictures)
        else:  # nbconvert takes a raw cell for HTML
            cell.source, cell.cell_type = as_code(source), "markdown"
        for name in ("outputs", "execution_count"):
            cell.pop(name, None)


def _folders(step, resources):
    """Where the submission lies, what is shown of it, and the author's files."""
    names = resources.get("nbgrader") if isinstance(resources, dict) else None
    course = getattr(getattr(step.parent, "parent", None), "coursedir", None)
    if not names or course is None:
        return None
    of = {"submitted": names["student"], "autograded": names["student"], "source": "."}
    return {
        stage: Path(
            course.format_path(getattr(course, f"{stage}_directory"), who, names["assignment"])
        )
        for stage, who in of.items()
    }


def keep_only_shown(folder, source):
    """Remove what was handed in beside the notebooks: Jupyter would serve it to who marks.

    Parameters
    ----------
    folder : Path
        Of the graded notebooks.
    source : Path
        The author's files; nbgrader has put those in the place of a student's by the same name.
    """
    own = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    for place, folders, files in os.walk(folder, topdown=False):
        for path in (Path(place, name) for name in files):
            name = path.relative_to(folder)
            is_graded = name.suffix == ".ipynb" and name.parent == Path()
            if name not in own and not is_graded and name != Path("timestamp.txt"):
                path.unlink()
        for name in folders:
            with suppress(OSError):  # not empty
                Path(place, name).rmdir()


def _pasted_pictures(attachments, allowance):
    """The pictures that were pasted into a text; what is no picture is dropped."""
    pictures = {}
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        for kind, data in bundle.items() if isinstance(bundle, dict) else ():
            if kind in {"image/png", "image/jpeg", "image/gif"} and clean_picture(data, allowance):
                pictures[name] = {kind: text_of(data)}
    return pictures


def _grading(cell):
    metadata = cell.get("metadata")
    grading = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return grading if isinstance(grading, dict) else {}
