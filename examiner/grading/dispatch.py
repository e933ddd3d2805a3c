"""Keeping the workers busy, and saving what comes back, one by one."""

from distributed import as_completed
from distributed.client import FutureCancelledError
from distributed.scheduler import KilledWorker

from examiner.course import SchedulerError
from examiner.grading.parcels import Graded

GONE = "The scheduler is gone. Call again to go on."


def dispatch(client, send, submissions, save, progress, fail=lambda graded: None):
    """Grade submissions.

    Parameters
    ----------
    client : distributed.Client
    send : callable
        Takes a submission, returns the future of its `Graded`.
    submissions : iterable of Submission
        Read as late as it can be.
    save : callable
        Takes a `Graded` of which there is something to save, and its submission.
    progress : Progress
    fail : callable, optional
        Takes a `Graded` of which there is only an error.

    Raises
    ------
    SchedulerError
        Where the scheduler has gone. What was saved stays saved.
    """
    waiting, running, done = iter(submissions), {}, as_completed()

    def keep_busy():
        # One for each worker: Dask also suspects those that only waited at a worker that died.
        while len(running) < _workers(client):
            submission = next(waiting, None)
            if submission is None:
                break
            future = send(submission)
            running[future.key] = submission
            done.add(future)
        progress.working_on([each.student for each in running.values()])

    keep_busy()
    for future in done:
        submission = running.pop(future.key)
        keep_busy()
        graded = _result(future, submission)
        # Of a submission with an error, the notebooks that could be graded are saved.
        if graded.error and not graded.files:
            fail(graded)
        else:
            save(graded, submission)
        progress.finished(graded)


def _workers(client):
    known = client.scheduler_info(n_workers=-1)
    if "workers" not in known:
        raise SchedulerError(GONE)
    return max(len(known["workers"]), 1)


def _result(future, submission):
    try:
        return future.result()
    except KilledWorker as error:
        # The cluster says how often it is tried; Dask's own default is four times.
        reason = f"it ended its worker {error.allowed_failures + 1} times"
    except FutureCancelledError:
        raise SchedulerError(GONE) from None
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
    return Graded(submission.student, {}, submission.notes, reason, 0)
