"""Keeping the workers busy, and saving what comes back, one by one."""

import queue

from examiner.course import SchedulerError
from examiner.grading.parcels import Graded
from examiner.grading.workers import EndedWorkerError, completed


def dispatch(workers, send, submissions, save, progress, fail=lambda *_: None):
    """Grade submissions.

    Parameters
    ----------
    workers : examiner.grading.workers.Threads or Cluster
    send : callable
        Takes a submission, returns the future of its `Graded`.
    submissions : iterable of Submission
        Read as late as it can be.
    save : callable
        Takes a `Graded` of which there is something to save, and its submission.
    progress : Progress
    fail : callable, optional
        Takes a `Graded` of which there is only an error, and its submission.

    Raises
    ------
    SchedulerError
        Where the scheduler or all its workers have gone. What was saved stays saved.
    """
    waiting, running, done = iter(submissions), {}, queue.SimpleQueue()

    def keep_busy():
        # One for each worker: Dask also suspects those that only waited at a worker that died.
        while len(running) < max(workers.workers(), 1):
            submission = next(waiting, None)
            if submission is None:
                break
            future = send(submission)
            running[future.key] = submission
            future.add_done_callback(done.put)
        progress.working_on([each.student for each in running.values()])

    keep_busy()
    while running:
        future = completed(workers, done)
        submission = running.pop(future.key)
        keep_busy()
        graded = _result(workers, future, submission)
        # Of a submission with an error, the notebooks that could be graded are saved.
        if graded.error and not graded.files:
            fail(graded, submission)
        else:
            save(graded, submission)
        progress.finished(graded)


def _result(workers, future, submission):
    try:
        return workers.result(future)
    except SchedulerError:
        raise
    except EndedWorkerError as error:
        reason = str(error)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
    return Graded(submission.student, {}, submission.notes, reason, 0)
