"""What students wrote for the questions of a notebook, read from the graded notebooks."""

import hashlib
import json
import threading
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output

from examiner.collecting.untrusted import read_one
from examiner.marks.answers import digests_of
from examiner.notebooks.cells import is_seen, name_of, nbgrader_metadata
from homework.seeing import seen_in

LARGEST = 100 * 2**20  # bytes of a notebook that was handed in
PLAIN = ("image/png", "image/jpeg", "text/plain")
# How grading says that it left a cell out.
LEFT_OUT = "This cell was not run"


@dataclass(frozen=True)
class Answer:
    """What one student wrote for one question.

    Attributes
    ----------
    text : str
        Without differences of white space; of a plot also what it shows.
    digest : str
        By it a mark knows its answer; see examiner/marks/answers.py.
    untouched : bool
        Nothing was written: it is empty, or as it was released.
    seen : list or None
        What a program saw of a plot; see homework/seeing.py.
    """

    text: str
    digest: str
    untouched: bool
    seen: list | None = None


class Submissions:
    """The graded notebooks of an assignment; each is read once, and again when it changed.

    Parameters
    ----------
    course : Course
    """

    def __init__(self, course):
        self.course = course
        self._known = {}
        self._lock = threading.Lock()

    def path(self, student, notebook):
        """Where a graded notebook lies."""
        return self.course.folder("autograded", student) / f"{notebook}.ipynb"

    def answers(self, student, notebook, stubs):
        """The answers of one student, by grade id; those of `stubs` alone.

        Parameters
        ----------
        student, notebook : str
        stubs : dict of str to str
            By question what was released in its cell.
        """
        path = self.path(student, notebook)
        try:
            state = path.stat()
        except OSError:
            return {}
        stamp = (state.st_mtime_ns, state.st_size)
        with self._lock:
            known = self._known.get(path)
        if known is None or known[0] != stamp:
            known = (stamp, read_answers(read_cells(path), stubs, self._digests(student, notebook)))
            with self._lock:
                self._known[path] = known
        return known[1]

    def cells(self, student, notebook):
        """The cells of a graded notebook; none where there is no such file."""
        path = self.path(student, notebook)
        return read_cells(path) if path.is_file() else []

    def handed_in(self, student, notebook):
        """The cells of a notebook as its student handed it in, with what they last showed there.

        Nobody cleaned them: what is shown of them is plain text and pictures alone.
        """
        data = read_one(self.course.folder("submitted", student), f"{notebook}.ipynb", LARGEST)
        try:
            return [_node(cell) for cell in json.loads(data or b"{}")["cells"]]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return []

    def _digests(self, student, notebook):
        """As grading took them down: working them out takes longer than reading the notebook."""
        path = self.course.folder("autograded", student).with_name(
            f"{self.course.assignment}.answers"
        )
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
            before = f"{notebook}: "
            return {
                name.removeprefix(before): each["digest"]
                for name, each in known.items()
                if name.startswith(before)
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}


def read_cells(path):
    """The cells of a graded notebook: grading wrote it, so it is in order."""
    with path.open(encoding="utf-8") as file:
        return [_node(cell) for cell in json.load(file)["cells"]]


def _node(cell):
    source = cell.get("source", "")
    cell["source"] = source if isinstance(source, str) else "".join(source)
    return nbformat.from_dict(cell)


def read_answers(cells, stubs, digests):
    """What a notebook answers, by question.

    Parameters
    ----------
    cells : list of NotebookNode
    stubs : dict of str to str
    digests : dict of str to str
        Those that are known.
    """
    found = {}
    if not set(stubs) <= set(digests):
        digests = digests_of(cells) | digests
    for place, cell in enumerate(cells):
        name = nbgrader_metadata(cell).get("grade_id")
        if name not in stubs or name in found:
            continue
        own = answer_cells(cells, place)
        text = "\n".join(each.source for each in own)
        pictures = [_shown(each) for each in own]
        words = " ".join(text.split())
        is_open = words in ("", " ".join(stubs[name].split()))
        found[name] = Answer(
            "\n".join([words, *filter(None, pictures)]),
            digests.get(name) or hashlib.sha256(text.encode()).hexdigest()[:16],
            is_open,
            seen_below(cells, place),
        )
    return found


def answer_cells(cells: list, place: int) -> list[NotebookNode]:
    """The cells of an answer: the cell itself; of nbgrader's tasks what stands below it."""
    if not nbgrader_metadata(cells[place]).get("task"):
        return [cells[place]]
    below = []
    for cell in cells[place + 1 :]:
        if nbgrader_metadata(cell):
            break
        below.append(cell)
    return below


def seen_below(cells, place):
    """What the cell below a plot says of it; None where there is no such cell."""
    for cell in cells[place + 1 : place + 4]:
        # Its tag is lost where a student edited it; what it shows says what it is.
        found = seen_in(cell.get("outputs", []))
        if found is not None or is_seen(cell):
            return found
    return None


def outputs_of(cell):
    """What a graded cell shows; nothing where grading left it out."""
    outputs = cell.get("outputs", []) if cell else []
    # In a file a text may be a list of its lines.
    return [each for each in outputs if not "".join(each.get("text", "")).startswith(LEFT_OUT)]


def plain_outputs(cell):
    """Texts and pictures of a cell that nobody cleaned, and none of its markup."""
    kept = []
    outputs = cell.get("outputs") if cell else None
    for each in outputs if isinstance(outputs, list) else []:
        data = each.get("data") if isinstance(each, dict) else None
        if isinstance(each, dict) and each.get("output_type") == "stream":
            kept.append(each)
        elif isinstance(data, dict) and set(data) & set(PLAIN):
            shown = {kind: data[kind] for kind in PLAIN if kind in data}
            kept.append(new_output("display_data", shown))
    return kept


def _shown(cell):
    outputs, pasted = cell.get("outputs", []), cell.get("attachments")
    if not outputs and not pasted:
        return ""
    parts = [json.dumps(each.get("data", each.get("text", "")), sort_keys=True) for each in outputs]
    # Pictures that are pasted into texts all have one name.
    parts += [json.dumps(pasted, sort_keys=True)] if pasted else []
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:16]


def cell_like(cells, name, source):
    """A cell of a student's notebook by its name, or by the text that it was given with.

    Parameters
    ----------
    cells : list of NotebookNode
    name : str
    source : str
        As it was released; a student's copy of a given cell may have lost its name.
    """
    wanted = " ".join(source.split())
    by_name = next((cell for cell in cells if name_of(cell) == name), None)
    return by_name or next((c for c in cells if " ".join(c.source.split()) == wanted), None)
