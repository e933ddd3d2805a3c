"""The bound of time and memory on reading what was handed in, in the grader's own process.

Parsers meet here what students wrote, and some few characters can take them hours. All steps that
read one submission share one account, and what ran over it is not tried again.
"""

import resource
import signal
import threading
import time
from collections import defaultdict
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path

MINUTE = 60
# An honest submission takes some seconds and some tens of megabytes.
SECONDS, MEMORY_MB = 300, 3072
MB = 2**20


class OverBudgetError(RuntimeError):
    """A submission that takes too much to read, in words for the instructor."""


class _Over(BaseException):
    """Past all that catches errors of a parser."""


class Reading:
    """What reading one submission may take in all.

    Parameters
    ----------
    seconds : float
    memory_mb : int
        Beyond what the process had before.
    """

    counting: "Reading | None" = None

    def __init__(self, seconds=SECONDS, memory_mb=MEMORY_MB):
        self.seconds, self.memory_mb = seconds, memory_mb
        self.left = seconds

    @contextmanager
    def counted(self):
        """What the ``with`` block takes is on this account.

        Raises
        ------
        OverBudgetError
            As soon as it is overdrawn.
        """
        before, Reading.counting = Reading.counting, self
        try:
            with self._on_account():
                yield
        finally:
            Reading.counting = before

    @contextmanager
    def _on_account(self):
        if self.left <= 0:
            raise OverBudgetError(self._over())
        started = time.monotonic()
        try:
            with _memory(self.memory_mb * MB), within(self.left, _Over):
                yield
        except _Over:
            raise OverBudgetError(self._over()) from None
        except MemoryError:
            self.left = 0
            words = f"reading it took more than {self.memory_mb} MB of memory"
            raise OverBudgetError(words) from None
        finally:
            self.left -= time.monotonic() - started

    def _over(self):
        return f"reading it took more than {self.seconds / MINUTE:g} minutes"


def account_of(converter, student):
    """The one account of a submission in all that one of nbgrader's converters does with it.

    Parameters
    ----------
    converter : nbgrader.converters.base.BaseConverter
    student : str

    Returns
    -------
    Reading
    """
    if not hasattr(converter, "accounts_of_reading"):
        converter.accounts_of_reading = defaultdict(Reading)
    return converter.accounts_of_reading[student]


def not_reading(step):
    """A step in whose time, and with whose processes, nothing is read: it has bounds of its own."""

    @wraps(step)
    def apart(*args, **kwargs):
        reading = Reading.counting
        if reading is None:
            return step(*args, **kwargs)
        clock, began = signal.setitimer(signal.ITIMER_REAL, 0), time.monotonic()
        bounds = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (bounds[1], bounds[1]))
        try:
            return step(*args, **kwargs)
        finally:
            reading.left += time.monotonic() - began
            resource.setrlimit(resource.RLIMIT_DATA, bounds)
            signal.setitimer(signal.ITIMER_REAL, *clock)

    return apart


@contextmanager
def within(seconds, error=TimeoutError):
    """Raise an error in what the ``with`` block does after so many seconds, and each second again.

    One may lie in another; the one that is over first raises its own. Where there are no signals
    (another system, another thread than the main one) nothing is bounded.

    Parameters
    ----------
    seconds : float
    error : type
    """
    reached = threading.current_thread() is threading.main_thread()
    if not (reached and hasattr(signal, "SIGALRM")):
        yield
        return
    around, began = signal.getitimer(signal.ITIMER_REAL), time.monotonic()
    if 0 < around[0] <= seconds:
        yield
        return

    def stop(*_):
        raise error

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)  # again, where a parser swallows the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if around[0]:
            left = max(around[0] - (time.monotonic() - began), 0.001)
            signal.setitimer(signal.ITIMER_REAL, left, around[1])


@contextmanager
def _memory(most):
    """Let this process take so many bytes more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bound = _taken() + most
    if hard != resource.RLIM_INFINITY:
        bound = min(bound, hard)
    if soft != resource.RLIM_INFINITY:
        bound = min(bound, soft)
    with suppress(ValueError, OSError):  # a system that does not know it
        resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _taken():
    with suppress(OSError, StopIteration):
        lines = Path("/proc/self/status").read_text().splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("VmData")).split()[1])
    return 0
