"""What a released notebook has for other editors than JupyterLab: Colab, VS Code, Kaggle."""

import re

from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from examiner.authoring.wheel import wheel_name
from examiner.course import KIT, Course
from examiner.notebooks.cells import is_test

# The line of a notebook's first code cell that gets the address.
COURSE = re.compile(r'^(\s*course = )""', re.MULTILINE)
GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+)/(?:tree|blob)/([^/]+)/?(.*)")
OPEN = "https://colab.research.google.com/github/{}/blob/{}/{}"
# JupyterLab's own is in the source, see `form`; the others are folded by these.
FOLDED = {"cellView": "form", "inputCollapsed": True}


class Handout(NbGraderPreprocessor):
    """A step of a release: the course's address is written into it, and tests are folded."""

    url = Unicode(
        help="Where the unpacked handout lies on the web, such as a folder on GitHub."
    ).tag(config=True)

    def preprocess(self, nb, resources):
        for cell in nb.cells:
            if is_test(cell) and cell.metadata.get("jupyter", {}).get("source_hidden"):
                cell.metadata.update(FOLDED)
        if self.url:
            names = resources["nbgrader"]
            address = file_address(self.url, wheel_name(Course(KIT, names["assignment"])))
            link = colab_address(self.url, f"{names['notebook']}.ipynb")
            _write(nb.cells, address, link)
        return nb, resources


def _write(cells, address, link):
    for cell in cells:
        if cell.cell_type == "code":
            cell.source = COURSE.sub(rf'\g<1>"{address}"', cell.source)
    head = next((cell for cell in cells if cell.cell_type == "markdown"), None)
    if link and head is not None:
        head.source = f"{head.source.rstrip()}\n\n[Open in Colab]({link})"


def file_address(url, name):
    """Where a file of the handout is read.

    Parameters
    ----------
    url : str
        The folder's; one on GitHub is a page about the folder, and its files lie elsewhere.
    name : str

    Returns
    -------
    str
    """
    found = GITHUB.fullmatch(url.rstrip("/"))
    if not found:
        return f"{url.rstrip('/')}/{name}"
    repository, branch, folder = found.groups()
    return f"https://github.com/{repository}/raw/{branch}/{folder + '/' if folder else ''}{name}"


def colab_address(url, name):
    """Where Colab opens a notebook of the handout; empty where it cannot: it reads GitHub alone."""
    found = GITHUB.fullmatch(url.rstrip("/"))
    if not found:
        return ""
    repository, branch, folder = found.groups()
    return OPEN.format(repository, branch, f"{folder + '/' if folder else ''}{name}")
