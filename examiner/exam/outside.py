"""The examiner's kernel: clean, outside the sandbox, it runs the test cells and nothing else."""

import atexit
import json
import os
import secrets
import shutil

from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

from examiner.course import DATA, choices, environment
from examiner.exam.inside import Ended
from examiner.exam.words import failure, in_words
from examiner.notebooks.regions import shown_lines
from examiner.sandbox.caches import cache_variables, copied_caches
from examiner.sandbox.folders import short_folder
from examiner.sandbox.provisioner import kernel_manager
from examiner.sandbox.workspace import OwnWorkspace

BEGIN = (
    "from examiner.exam import questions as _questions\n"
    "_questions.begin(get_ipython().user_ns, {path!r}, {scope!r}, *{times!r})"
)
END = "_questions.end()"
PROBE = """
import json as __json, sys as __sys, traceback as __traceback
print(__json.dumps([
    [__frame.filename, __frame.lineno, __frame.colno]
    for __frame in __traceback.extract_tb(getattr(__sys.last_value, "__traceback__", None))
]))
"""
OPEN = (
    "import sys as __sys\n"
    "print(__import__('homework.verdicts').verdicts.is_open_task(__sys.last_value))"
)
FAILED = "print(__import__('json').dumps(_questions.failed))"
IN_CELL = "ipykernel_"  # in the file name of a frame of a cell
MEMORY = 8 * 2**30


class Examiner:
    """One kernel that asks, for any number of notebooks, one test after the other.

    Parameters
    ----------
    answer_timeout : float
        Seconds that may be computed for one answer.
    test_timeout : float
        Seconds that a test cell may take.

    Attributes
    ----------
    answer_wall : float or None
        Seconds of the wall that one answer may take; see `Stopwatch`.
    """

    def __init__(self, answer_timeout=120, test_timeout=600):
        self.answer_timeout, self.answer_wall = answer_timeout, None
        self.test_timeout = test_timeout
        self.questions = short_folder()
        self.ended_well = False
        self._client = None
        self._start()
        atexit.register(self.close)

    def _start(self):
        self._client = NotebookClient(
            new_notebook(),
            km=kernel_manager(),
            timeout=self.test_timeout,
            allow_errors=True,
            on_cell_executed=self._note_end,
        )
        # The files that tests make for their questions are seen inside the sandbox.
        workspace = OwnWorkspace(self.questions, _environment(self.questions))
        self._client.start_new_kernel(workspace=workspace, cwd=str(self.questions))
        self._client.start_new_kernel_client()
        self.run("import sys, ctypes; sys.platform == 'linux' and ctypes.CDLL(None).prctl(1, 9)")
        # A small answer can take much memory where a test computes with it.
        self.run(f"import resource; resource.setrlimit(resource.RLIMIT_AS, 2 * ({MEMORY},))")
        self.run("from examiner.kit import kit; kit().prepare()")

    def test(self, source, scope, candidate):
        """Run a test cell against a candidate.

        Parameters
        ----------
        source : str
        scope : Scope
            What the test finds besides its own names.
        candidate : Candidate

        Returns
        -------
        outputs : list of NotebookNode
            Of the test cell: an error unless the test ran to its end.
        ended : str or None
            Why the candidate has to be started again, None where it goes on.
        """
        path = str(self.questions / secrets.token_hex(8))
        request = candidate.serve(path)
        names = (scope.names, scope.imports)
        try:
            times = (self.answer_timeout, candidate.account, self.answer_wall)
            outputs = self.run(BEGIN.format(path=path, scope=names, times=times))
            outputs = self.run(source) if self.ended_well else outputs
            outputs = in_words(outputs, self.ended_well, lambda: self._line_of(source), self._open)
            # The candidate sees it; nobody else has to wait for it.
            self._client.kc.execute(END, silent=True, store_history=False)
        except (CellTimeoutError, DeadKernelError):
            # An answer that no bound of ours foresaw; the next notebook finds a new kernel.
            self._stop()
            self._start()
            outputs = [failure("The test did not run to its end.")]
        try:
            candidate.finished(request)
            ended = None
        except Ended as reason:
            ended = str(reason)
        return outputs, ended

    def stopped_at(self):
        """The places that the last error of this kernel came through: file, line and column."""
        return json.loads(self.run(PROBE)[0].text)

    def failed(self):
        """The errors that answers to the last test were: class and words of each."""
        shown = self.run(FAILED)
        return [tuple(each) for each in json.loads(shown[0].text)] if self.ended_well else []

    def show(self, data):
        """Let the tests read an assignment's data where its notebooks do, or no data."""
        place = self.questions / DATA
        place.unlink(missing_ok=True)
        if data:
            place.symlink_to(data)

    def run(self, source):
        """Run a cell of ours; its outputs."""
        cell = new_code_cell(source)
        self._client.nb.cells = [cell]
        self.ended_well = False
        self._client.execute_cell(cell, 0)
        return cell.outputs

    def _open(self):
        """Whether the last error of this kernel is an open task of the student's."""
        return self.run(OPEN)[0].text == "True\n"

    def _line_of(self, source):
        """The line of a test cell that stopped it, where students see that line."""
        own = [line for file, line, _ in self.stopped_at() if IN_CELL in file]
        seen = own and own[-1] in shown_lines(source)
        return source.split("\n")[own[-1] - 1].strip() if seen else None

    def _note_end(self, execute_reply, **_):
        """The kernel's own word, which comes by another way than the outputs."""
        self.ended_well = execute_reply["content"]["status"] == "ok"

    def _stop(self):
        if self._client.km is not None:
            self._client.shutdown_kernel = "immediate"
            self._client._cleanup_kernel()

    def close(self):
        """End the kernel."""
        atexit.unregister(self.close)
        self._stop()
        shutil.rmtree(self.questions, ignore_errors=True)


def _environment(questions):
    """Of the grader's own, with warm caches, and with strings hashed as no candidate knows."""
    own = {"TMPDIR": str(questions), "PYTHONHASHSEED": "random"}
    return {**environment(), **cache_variables(copied_caches()), **own}


def examiner_of_process():
    """The one that all notebooks of this process share, as long as the choices stay."""
    global _examiner
    key = (os.getpid(), choices())
    if _examiner is None or _examiner[0] != key:
        if _examiner is not None and _examiner[0][0] == os.getpid():
            _examiner[1].close()
        _examiner = (key, Examiner())
    return _examiner[1]


_examiner: tuple | None = None
