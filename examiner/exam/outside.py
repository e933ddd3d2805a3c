"""The examiner's kernel: clean, outside the sandbox, it runs the test cells and nothing else."""

import atexit
import os
import re
import secrets
import shutil

from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook, new_output

from examiner.course import choices, environment
from examiner.exam.inside import Ended
from examiner.sandbox.folders import short_folder
from examiner.sandbox.provisioner import kernel_manager
from examiner.sandbox.workspace import OwnRoom

BEGIN = (
    "from examiner.exam import questions as _questions\n"
    "_questions.begin(get_ipython().user_ns, {path!r}, {names!r}, {timeout!r})"
)
END = "_questions.end()"
RIGHT = re.compile(r"(?:^|\n)Right\.[^\n]*\n\Z")
MEMORY = 8 * 2**30


class Desk:
    """One kernel that asks, for any number of notebooks, one test after the other.

    Parameters
    ----------
    answer_timeout : float
        Seconds that one answer may take.
    test_timeout : float
        Seconds that a test cell may take.
    """

    def __init__(self, answer_timeout=120, test_timeout=600):
        self.answer_timeout = answer_timeout
        self.test_timeout = test_timeout
        self.questions = short_folder()
        self._client = None
        self._start()
        atexit.register(self.close)

    def _start(self):
        self._client = NotebookClient(
            new_notebook(), km=kernel_manager(), timeout=self.test_timeout, allow_errors=True
        )
        # The files that tests make for their questions are seen inside the sandbox.
        room = OwnRoom(self.questions, {**environment(), "TMPDIR": str(self.questions)})
        self._client.start_new_kernel(room=room, cwd=str(self.questions))
        self._client.start_new_kernel_client()
        # A small answer can take much memory where a test computes with it.
        self.run(f"import resource; resource.setrlimit(resource.RLIMIT_AS, 2 * ({MEMORY},))")
        self.run("from examiner.kit import kit; kit().prepare()")

    def test(self, source, names, candidate):
        """Run a test cell against a candidate.

        Parameters
        ----------
        source : str
        names : list of str
            The student's names that the test may use.
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
        try:
            self.run(BEGIN.format(path=path, names=sorted(names), timeout=self.answer_timeout))
            outputs = self.run(source)
            # The candidate sees it; nobody else has to wait for it.
            self._client.kc.execute(END, silent=True, store_history=False)
        except (CellTimeoutError, DeadKernelError):
            # An answer that no bound of ours foresaw; the next notebook finds a new kernel.
            self._stop()
            self._start()
            outputs = []
        try:
            candidate.finished(request)
            ended = None
        except Ended as reason:
            ended = str(reason)
        return checked(outputs), ended

    def run(self, source):
        """Run a cell of ours; its outputs."""
        cell = new_code_cell(source)
        self._client.nb.cells = [cell]
        self._client.execute_cell(cell, 0)
        return cell.outputs

    def _stop(self):
        if self._client.km is not None:
            self._client.shutdown_kernel = "immediate"
            self._client._cleanup_kernel()

    def close(self):
        """End the kernel."""
        atexit.unregister(self.close)
        self._stop()
        shutil.rmtree(self.questions, ignore_errors=True)


def checked(outputs):
    """The outputs of a test cell; a test that did not say how it ended is a failure.

    It ends in one of three ways: an error, the open task that `verdict` displays, or "Right.".
    What else stops it is told in words: a traceback would show the lines of a hidden test.
    """
    outputs = [_in_words(output) for output in outputs]
    kinds = [output.output_type for output in outputs]
    said = "".join(output.text for output in outputs if output.output_type == "stream")
    if "error" in kinds or "execute_result" in kinds or RIGHT.search(said):
        return outputs
    return [*outputs, failure("The test did not run to its end.")]


def _in_words(output):
    if output.output_type != "error" or output.ename == "Wrong":
        return output
    return failure(f"The test stopped with {output.ename}: {output.evalue}")


def failure(text):
    """An output that gives no points and says why."""
    return new_output("error", ename="Wrong", evalue=text, traceback=[text])


def desk_of_process():
    """The one desk that all notebooks of this process share, as long as the choices stay."""
    global _desk
    key = (os.getpid(), choices())
    if _desk is None or _desk[0] != key:
        if _desk is not None and _desk[0][0] == os.getpid():
            _desk[1].close()
        _desk = (key, Desk())
    return _desk[1]


_desk = None
