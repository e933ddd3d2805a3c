"""The workers: threads of this machine, each with its grading process, or an own Dask cluster's.

On one machine there is no port: whoever can reach a scheduler of Dask's runs programs as its user.
"""

import contextlib
import itertools
import os
import queue
import threading
import time
from concurrent.futures import Future

from examiner.course import SchedulerError

GONE = "The scheduler is gone. Call again to go on."
NO_WORKER = (
    "The cluster has had no worker for {seconds:.0f} s. Start some, and call again to go on; what "
    "was graded is saved."
)
OPEN = (
    "{scheduler} is open: whoever reaches it can run programs on all its workers. Name a tls:// "
    "address (docs/scale.md says how), or add --insecure where nobody else is in that network."
)
PATIENCE = 300  # seconds without any worker
LOOK = 5


class EndedWorkerError(RuntimeError):
    """A submission that ended the worker that graded it, in words for the instructor."""


class Threads:
    """Workers of this machine.

    Parameters
    ----------
    jobs : int
    """

    def __init__(self, jobs):
        self.jobs = jobs
        self._numbers, self._tasks = itertools.count(), queue.SimpleQueue()
        for _ in range(jobs):
            # Who stops the grader does not wait for them: their grading processes end with it.
            threading.Thread(target=self._work, daemon=True).start()

    def _work(self):
        for future, task, arguments in iter(self._tasks.get, None):
            try:
                future.set_result(task(*arguments))
            except Exception as error:
                future.set_exception(error)

    def workers(self):
        """How many there are."""
        return self.jobs

    def submit(self, task, *arguments):
        """Begin a task as soon as a thread is free; its future."""
        future = Future()
        future.key = next(self._numbers)  # type: ignore[attr-defined]
        self._tasks.put((future, task, arguments))
        return future

    def result(self, future):
        """What came of a task, or its error."""
        return future.result()

    def shared(self, value):
        """A value that many tasks take."""
        return value

    def close(self):
        """Begin nothing more."""
        for _ in range(self.jobs):
            self._tasks.put(None)


class Cluster:
    """Workers of a Dask cluster, which have the kit installed; no folder is shared.

    Parameters
    ----------
    scheduler : str
        Its address.

    Raises
    ------
    SchedulerError
        Where none answers there.
    """

    def __init__(self, scheduler):
        from distributed import Client

        try:
            self.client = Client(scheduler)
        except (OSError, ValueError, TypeError) as error:
            raise SchedulerError(f"No Dask scheduler answers at {scheduler}: {error}") from None
        self.seen = time.monotonic()

    def workers(self):
        """How many there are now.

        Raises
        ------
        SchedulerError
            Where the scheduler has gone, or no worker has been there for long.
        """
        known = self.client.scheduler_info(n_workers=-1)
        if "workers" not in known:
            raise SchedulerError(GONE)
        now = time.monotonic()
        self.seen = now if known["workers"] else self.seen
        if now - self.seen > PATIENCE:
            raise SchedulerError(NO_WORKER.format(seconds=now - self.seen))
        return len(known["workers"])

    def submit(self, task, *arguments):
        """See `Threads.submit`."""
        return self.client.submit(task, *arguments, pure=False)

    def result(self, future):
        """See `Threads.result`."""
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker

        try:
            return future.result()
        except KilledWorker as error:
            # The cluster says how often it is tried; Dask's own default is four times.
            times = error.allowed_failures + 1
            raise EndedWorkerError(f"it ended its worker {times} times") from None
        except FutureCancelledError:
            raise SchedulerError(GONE) from None

    def shared(self, value):
        """A result of the cluster: it is sent to each worker once."""
        return self.submit(_itself, value)

    @property
    def dashboard(self):
        """Where its page is."""
        return self.client.dashboard_link

    def close(self):
        """Leave it; it goes on."""
        self.client.close()


def _itself(value):
    return value


@contextlib.contextmanager
def workers_of(jobs=None, scheduler=None, insecure=False):
    """Workers, as long as the ``with`` block lasts.

    Parameters
    ----------
    jobs : int, optional
        Workers on this machine; the number of cores by default.
    scheduler : str, optional
        Address of a Dask scheduler instead, such as ``tls://10.0.0.1:8786``.
    insecure : bool
        Also one to which anybody can send programs.

    Yields
    ------
    Threads or Cluster

    Raises
    ------
    SchedulerError
        Where no scheduler answers, or it is open to anybody.
    """
    if scheduler and not (insecure or scheduler.startswith("tls://")):
        raise SchedulerError(OPEN.format(scheduler=scheduler))
    workers = Cluster(scheduler) if scheduler else Threads(jobs or os.cpu_count())
    try:
        yield workers
    finally:
        workers.close()


def completed(workers, running):
    """Tasks as they end.

    Parameters
    ----------
    workers : Threads or Cluster
    running : queue.SimpleQueue
        To which each future's end is told.

    Returns
    -------
    Future

    Raises
    ------
    SchedulerError
        Where nobody is there to work.
    """
    while True:
        try:
            return running.get(timeout=LOOK)
        except queue.Empty:
            workers.workers()
