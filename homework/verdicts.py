"""A test cell's verdict; `homework.outcomes` has the outcomes and their words.

A test cell defines ``check()`` and ends with ``verdict(check)``. The outcome is right (full
points), wrong with a message that teaches (no points), or not attempted yet (no points, no alarm).
"""

import ast
import contextlib
import html
import linecache
import os
import sys
import sysconfig
import textwrap
import traceback
from pathlib import Path

from homework.history import broken_cell
from homework.outcomes import LAST, NOT_RIGHT, OPEN, RIGHT, RIGHT_AND_MORE, bundle

# The lines that stand for an answer which is not written yet: this kit's, and nbgrader's own.
STUB = "raise NotImplementedError  # delete this line, write yours"
STUBS = (STUB, "raise NotImplementedError()")
PATHS = sysconfig.get_paths()
NOT_OWN = (*(PATHS[name] for name in ("stdlib", "purelib", "platlib")), str(Path(__file__).parent))


class Wrong(AssertionError):  # noqa: N818  (an outcome, not an error of ours)
    """An answer that is wrong; its text is all that the reader sees."""

    def _render_traceback_(self):
        # Validate cuts longer lines off.
        return textwrap.wrap(
            NOT_RIGHT.format(self), width=80, break_long_words=False, break_on_hyphens=False
        )


class NotAttempted(Wrong):
    """An answer whose TODO is still there."""

    def _render_traceback_(self):
        return [str(self)]

    def __str__(self):
        return OPEN.format(self.args[0])

    # nbgrader takes a number that a test cell displays as its points: an open task gets 0.
    def __repr__(self):
        return "0"

    def _repr_mimebundle_(self, **_):
        return {**bundle("open", repr(self)), "text/html": f"<p>{html.escape(str(self))}</p>"}


def verdict(check):
    """Run the body of a test cell and show its outcome.

    Parameters
    ----------
    check : callable
        Takes nothing; raises `Wrong` for a wrong answer and `NotAttempted` for an open task.
        It may return a few words on what else the grader asks: "with other lengths".

    Returns
    -------
    NotAttempted or None
        The last value of a test cell: what it displays is what nbgrader reads.

    Raises
    ------
    Wrong
        With a message for the student, and no traceback of ours above it.
    """
    outcome = "open"
    try:
        open_task = _judge(check)
        outcome = "open" if open_task else "right"
    except Wrong as answer:
        outcome = "open" if isinstance(answer, NotAttempted) else "wrong"
        raise
    finally:
        LAST[claim_of("".join(linecache.getlines(check.__code__.co_filename)))] = outcome
    return open_task


def _judge(check):
    with _stderr_as_stdout():
        try:
            more = check()
        except NotAttempted as open_task:
            name = str(open_task.args[0]).split(",")[0]
            if reason := broken_cell(name):
                raise Wrong(f"{name} is still the one before. {reason}") from None
            # Validate shows only what is raised.
            if os.environ.get("NBGRADER_VALIDATING"):
                raise
            return open_task
        except Wrong:
            raise
        except NameError as error:
            name = getattr(error, "name", None)
            if name is None:  # one that came from another process
                raise Wrong(str(error)) from None
            reason = broken_cell(name) or "Run the cell that defines it."
            raise Wrong(f"{name} is not defined. {reason}") from None
        except Exception as error:
            raise Wrong(
                f"The answer cannot be read ({type(error).__name__}: {error}). "
                "Compare its form with the docstring's."
            ) from None
    show(bundle("right", RIGHT_AND_MORE.format(more) if isinstance(more, str) else RIGHT))
    return None


def show(shown):
    """Display it in a notebook; elsewhere its words are printed."""
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        ipython.display.display(shown, raw=True)
    else:
        print(shown["text/plain"])


def claim_of(source):
    """The docstring that a test cell begins with; empty where there is none."""
    try:
        return ast.get_docstring(ast.parse(source)) or ""
    except SyntaxError:  # a magic
        return ""


@contextlib.contextmanager
def _stderr_as_stdout():
    """What a student's code says on stderr is no fault, but nbgrader gives 0 points for it."""
    stream = sys.stderr
    stream.flush()
    # A log handler that was made earlier still holds the stream itself; a kernel sends what is
    # written to it under this name.
    renamed = getattr(stream, "name", None) == "stderr"
    if renamed:
        stream.name = "stdout"  # type: ignore[misc]
    try:
        with contextlib.redirect_stderr(sys.stdout):
            yield
    finally:
        stream.flush()
        if renamed:
            stream.name = "stderr"  # type: ignore[misc]


@contextlib.contextmanager
def attempt():
    """Let a cell that uses your functions run before they are written: it then only says so.

    Another error stops the cell with one line: what it is, and where in your code.
    """
    try:
        yield
    except NotImplementedError as error:
        frames = own_frames(error)
        # A cell that was given may say itself that something is open.
        if not (is_open_task(error) or (frames and frames[-1].name.startswith("<"))):
            raise
        names = [frame.name for frame in frames if not frame.name.startswith("<")]
        print(f"Not attempted yet: {names[-1] if names else 'this task'}. Fill its TODO first.")
    except Exception as error:
        # IPython shows what this returns in the place of the traceback.
        lines = textwrap.wrap(_in_one_line(error), 80)
        error._render_traceback_ = lambda: lines  # type: ignore[attr-defined]
        raise


def _in_one_line(error):
    """What an error is, and the last line of the student's that it came through."""
    frames = [frame for frame in own_frames(error) if frame.line]
    place = ""
    if frames:
        name = frames[-1].name
        inside = "this cell" if name.startswith("<") else name
        place = f" In {inside}, at: {frames[-1].line}"
    return f"This cell stopped with {type(error).__name__}: {error}.{place}"


def is_open_task(error):
    """True where an error comes from the stub: another NotImplementedError is an answer that stops.

    Parameters
    ----------
    error : Exception
    """
    frames = own_frames(error)
    return isinstance(error, NotImplementedError) and bool(frames) and frames[-1].line in STUBS


def own_frames(error):
    """The frames of an error's traceback that are neither a library's nor this package's.

    An error that came from another process brings its frames along.

    Parameters
    ----------
    error : Exception

    Returns
    -------
    list of traceback.FrameSummary
        The innermost comes last.
    """
    if hasattr(error, "frames_elsewhere"):
        return error.frames_elsewhere
    frames = traceback.extract_tb(error.__traceback__)
    # The course's own modules, wherever they lie.
    given = tuple(getattr(sys.modules.get("helpers"), "__path__", ()))
    return [frame for frame in frames if not frame.filename.startswith((*NOT_OWN, *given))]
