"""The candidate: the student's kernel, from outside. Nothing that it says is believed."""

import asyncio
import time
from contextlib import suppress
from queue import Empty

import zmq
import zmq.asyncio
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete
from nbformat.v4 import new_code_cell, new_notebook, new_output
from traitlets import Integer

from examiner.exam.budget import WAITED_LONG
from examiner.exam.stopwatch import COMPUTING, Stopwatch
from examiner.sandbox.computing import computed
from examiner.sandbox.provisioner import kernel_manager

LARGEST_MESSAGE = 32 * 2**20
MESSAGES = 200
STARTED = 60  # seconds until a kernel answers
PATIENCE = 2  # seconds until it is asked again: what it showed before anybody listened is lost
SETTLE = (
    "__import__('homework.machine').machine.settle(get_ipython());__import__('homework.leaving')"
)
LEAVE = "__import__('homework.leaving').leaving.send_files({path!r})"
SERVE = "__import__('homework.answering').answering.serve({path!r}, get_ipython().user_ns)"


class Ended(Exception):  # noqa: N818  (what happened, in words for the student)
    """The candidate's process is gone or does not answer; the text says why."""


class BoundedClient(NotebookClient):
    """Runs cells in a kernel that may send anything, and keeps so much of it.

    Attributes
    ----------
    stopwatch : Stopwatch
        Of the cell that runs.
    over : str
        The time that the cell used up, in words; '' where it ended in time.
    """

    output_bytes = Integer(10 * 2**20, help="Outputs of one cell; the rest is dropped.")
    shown, over = 0, ""
    stopwatch: Stopwatch

    def process_message(self, msg, cell, cell_index):
        self.shown += len(str(msg.get("content")))
        kind = msg.get("msg_type")
        if self.shown > self.output_bytes and kind not in ("status", "execute_input"):
            return None
        try:
            return super().process_message(msg, cell, cell_index)
        except CellExecutionComplete:
            raise
        except Exception:  # a forged message
            return None

    async def _async_poll_for_reply(self, msg_id, cell, timeout, outputs, alive):
        """As nbclient's, but it ends when the stopwatch is over, and not by the wall alone."""
        reply = asyncio.ensure_future(
            super()._async_poll_for_reply(msg_id, cell, None, outputs, alive)
        )
        try:
            while not reply.done() and not self.over:
                await asyncio.wait([reply], timeout=self.stopwatch.pause())
                self.over = "" if reply.done() else self.stopwatch.over()
            if reply.done():
                return await reply
        finally:
            reply.cancel()
        alive.cancel()
        await self._async_check_alive()
        answer = await self._async_handle_timeout(timeout, cell)
        with suppress(asyncio.TimeoutError, Empty):  # what it still shows
            await asyncio.wait_for(outputs, self.iopub_timeout)
        return answer


class Candidate:
    """A kernel for one submitted notebook.

    Parameters
    ----------
    workspace : Workspace
    timeout : float
        Seconds that a cell may compute.

    Attributes
    ----------
    wall : float or None
        Seconds of the wall that it may take; None is `WALL` times as many.
    starved : bool
        Something took all its time while others kept the machine busy.
    """

    def __init__(self, workspace, timeout):
        self.workspace = workspace
        self.timeout, self.wall = timeout, None
        self.starved = False
        self._client = None

    def start(self):
        """Start the kernel.

        Raises
        ------
        Ended
            Where it does not come up.
        """
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.MAXMSGSIZE, LARGEST_MESSAGE)
        context.setsockopt(zmq.RCVHWM, MESSAGES)
        # A kernel that no longer reads must not hold the grader.
        context.setsockopt(zmq.SNDTIMEO, 2000)
        context.setsockopt(zmq.LINGER, 0)
        manager = kernel_manager(
            transport="ipc",
            ip=str(self.workspace.kernel / "s"),
            connection_file=str(self.workspace.connection),
            context=context,
        )
        self._client = BoundedClient(
            new_notebook(),
            km=manager,
            timeout=self.timeout,
            allow_errors=True,
            interrupt_on_timeout=True,
            raise_on_iopub_timeout=False,
            iopub_timeout=4,
            error_on_timeout={"ename": "TimeoutError", "evalue": "", "traceback": []},
        )
        try:
            self._client.start_new_kernel(
                workspace=self.workspace, cwd=str(self.workspace.submission)
            )
            # Without the heartbeat: its thread cannot be stopped where a kernel holds its socket.
            self._client.kc = manager.client()
            self._client.kc.start_channels(hb=False)
            self._client.kc.allow_stdin = False
            self._settle()
        except Exception as error:
            raise Ended(self.workspace.reason or f"the kernel did not start ({error})") from None

    def _settle(self):
        """Prepare it, and wait until what it shows arrives here, too.

        jupyter_client's own wait_for_ready goes on listening for a fifth of a second.
        """
        end = time.monotonic() + STARTED
        while time.monotonic() < end and self.alive():
            if self._idle_after(self._send(SETTLE), PATIENCE):
                return
        raise TimeoutError("it said nothing")

    def _idle_after(self, request, patience):
        end = time.monotonic() + patience
        while (left := end - time.monotonic()) > 0 and self.alive():
            with suppress(Empty):
                message = run_sync(self._client.kc.get_iopub_msg)(timeout=min(left, 0.5))
                ours = message["parent_header"].get("msg_id") == request
                if ours and message["content"].get("execution_state") == "idle":
                    return True
        return False

    def run(self, source):
        """Run a cell of the student's.

        Parameters
        ----------
        source : str

        Returns
        -------
        list of NotebookNode
            Its outputs.

        Raises
        ------
        Ended
            Where the process died, or hangs and cannot be interrupted.
        """
        cell = new_code_cell(source)
        self._client.nb.cells = [cell]
        self._client.reset_execution_trackers()
        self._client.shown, self._client.over = 0, ""
        self._client.stopwatch = Stopwatch(self.timeout, self.computed, self.wall)
        waited = self.waited()
        try:
            self._client.execute_cell(cell, 0)
        except Exception:  # it died, hangs, or sent what cannot be read
            raise Ended(self.why()) from None
        if over := self._client.over:
            if COMPUTING not in over:
                self.note_time(self.timeout, waited)
            cell.outputs.append(_error("TimeoutError", f"stopped after {over}"))
            if not self.responds():
                raise Ended(f"a cell did not end within {over}")
        if self._client.shown > self._client.output_bytes:
            cell.outputs.append(new_output("stream", text="\n[the rest of the output was dropped]"))
        return cell.outputs

    def serve(self, path):
        """Have the candidate answer the questions that are asked at a socket."""
        return self._send(SERVE.format(path=path))

    def leave(self, path):
        """Have the candidate send the files that it wrote to a socket."""
        return self._send(LEAVE.format(path=path))

    def _send(self, source):
        with suppress(zmq.ZMQError, OSError):
            return self._client.kc.execute(source, silent=True, store_history=False)
        return None

    def finished(self, request, patience=5):
        """Wait until the candidate stopped answering; interrupt it where it does not.

        Raises
        ------
        Ended
        """
        if self._reply_to(request, patience) or self._interrupted(request, patience):
            return
        raise Ended(self.why())

    def _interrupted(self, request, patience):
        with suppress(zmq.ZMQError, RuntimeError, OSError):
            run_sync(self._client.km.interrupt_kernel)()
        return self._reply_to(request, patience)

    def responds(self, patience=5):
        """True where the kernel still answers."""
        return self._reply_to(self._send("None"), patience)

    def _reply_to(self, request, patience):
        deadline = time.monotonic() + patience
        while (left := deadline - time.monotonic()) > 0 and self.alive():
            try:
                message = run_sync(self._client.kc.get_shell_msg)(timeout=min(left, 0.5))
            except Exception:  # nothing yet, or nothing that can be read
                continue
            if message.get("parent_header", {}).get("msg_id") == request:
                return True
        return False

    def waited(self):
        """Seconds that it waited for a core so far; 0 where that is not known."""
        with suppress(AttributeError, OSError, ValueError):
            return self._client.km.provisioner.waited()
        return 0

    @property
    def account(self):
        """By what its seconds of computing are counted, as plain data."""
        with suppress(AttributeError):
            return self._client.km.provisioner.account
        return []

    def computed(self):
        """Seconds that it computed so far; 0 where that is not known."""
        return computed(self.account)

    def note_time(self, seconds, waited):
        """It took all its time and did not compute: did it wait for a core?"""
        self.starved = self.starved or self.waited() - waited > WAITED_LONG * seconds

    def alive(self):
        """True where the process lives."""
        return run_sync(self._client.km.is_alive)()

    def why(self):
        """Why it ended, in words."""
        deadline = time.monotonic() + 0.3
        while self.workspace.reason is None and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.workspace.reason or "the process ended, or stopped answering"

    def stop(self):
        """End the process and all that it started, without asking it."""
        client, self._client = self._client, None
        if client is None:
            return
        with suppress(RuntimeError, OSError, zmq.ZMQError):
            if client.km.provisioner is not None:
                run_sync(client.km.provisioner.kill)()
                run_sync(client.km.provisioner.wait)()
                client.km.provisioner.leave()
            if client.kc is not None:
                client.kc.stop_channels()
            run_sync(client.km.cleanup_resources)()


def _error(name, text):
    return new_output("error", ename=name, evalue=text, traceback=[f"{name}: {text}"])
