"""``python -m examiner grade``: all submissions that are new or changed, on all cores or more."""

import os
import sys
import time

from nbgrader.api import Gradebook

from examiner.authoring.drawn import WITHOUT_SEED, undrawn_tests
from examiner.collecting.collected import Collected
from examiner.collecting.deadline import extensions_of, is_late
from examiner.converting import config_of_the_kit
from examiner.course import ASSIGNMENT, KIT, Course, CourseError, refuse
from examiner.exam.run import STARVED
from examiner.grading.dispatch import dispatch
from examiner.grading.parcels import digest_of, read_assignment, read_submission
from examiner.grading.process import grade_apart
from examiner.grading.progress import Progress
from examiner.grading.record import Record
from examiner.grading.workers import workers_of
from examiner.kit import kit
from examiner.sandbox.bubblewrap import for_own_notebooks, require_sandbox
from examiner.sandbox.caches import warm_caches
from examiner.sandbox.groups import WITHOUT, why_none
from examiner.sandbox.warm import warm_start
from homework.files import shown, visible

OPTIONS = {
    "assignment": ASSIGNMENT,
    "--jobs": {"type": int, "help": "workers on this machine; default: its cores"},
    "--student": {"help": "only this one"},
    "--force": {"action": "store_true", "help": "also what did not change"},
    "--scheduler": {"help": "a Dask scheduler, such as tls://10.0.0.1:8786"},
    "--insecure": {
        "action": "store_true",
        "help": "also a scheduler to which anybody in its network can send programs",
    },
    "--whole": {"action": "store_true", "help": "run also the cells on which no mark depends"},
    "--quiet": {"action": "store_true", "help": "print the summary only"},
    "--unsafe-no-sandbox": {
        "dest": "unsafe",
        "action": "store_true",
        "help": "run submissions with your own rights; for notebooks of your own",
    },
}


def grade_class(
    course,
    jobs=None,
    student=None,
    force=False,
    scheduler=None,
    insecure=False,
    quiet=False,
    unsafe=False,
    whole=False,
):
    """Grade a class.

    Parameters
    ----------
    course : Course
    jobs : int, optional
        Workers on this machine; the number of cores by default.
    student : str, optional
        Only this one.
    force : bool
        Also what was graded before and did not change.
    scheduler : str, optional
        A Dask scheduler instead of workers of this machine.
    insecure : bool
        Also one that is not encrypted.
    quiet : bool
        Print the summary only.
    unsafe : bool
        Without a sandbox: for your own notebooks.
    whole : bool
        Also the released cells on which no mark depends.

    Returns
    -------
    Progress
    """
    if not (unsafe or scheduler):
        require_sandbox()
    record = Record(course)
    with record.alone():
        assignment = read_assignment(course)
        if not quiet and (old := undrawn_tests(course)):
            print(f"Worth knowing: {WITHOUT_SEED.format(', '.join(old))}")
        settings = config_of_the_kit().Deadline
        record.deadline(settings)
        if not quiet and (strangers := extended_in_vain(course, settings)):
            names = ", ".join(map(shown, strangers))
            print(
                f"Worth knowing: c.Deadline.extensions gives {names} longer, and nobody is called "
                "so here. Students are called as their folders in submitted/."
            )
        waiting = list(_changed(course, assignment, record, student, force))
        progress = Progress(len(waiting), quiet)
        if waiting:
            if not scheduler:
                # Once, here, rather than by every worker.
                warm_caches(kit().cache_folder())
                if not unsafe:
                    warm_start()  # one for all grading processes
                if why_none() and not quiet:
                    progress.know(WITHOUT.format(reason=why_none()))
            jobs = min(jobs or os.cpu_count(), len(waiting))
            with workers_of(jobs, scheduler, insecure) as workers:
                if scheduler and not quiet:
                    print(f"Dashboard: {workers.dashboard}")
                shared = workers.shared(assignment)
                steps = (
                    lambda each: workers.submit(grade_apart, shared, each, unsafe, whole),
                    lambda graded, each: record.save(graded, each, _digest(assignment, each)),
                    lambda graded, each: record.fail(graded, _digest(assignment, each)),
                )
                submissions = (read_submission(course, each) for each in waiting)
                _grade(workers, submissions, steps, progress)
                for each in _starved(progress):
                    again = read_submission(course, each)
                    _grade(workers, [again], steps, progress.again(each))
    return progress


def extended_in_vain(course, settings):
    """Who has longer by the configuration, and is nobody: not in submitted/, nor on a list."""
    there = {path.parent.name for path in course.root.glob(f"submitted/*/{course.assignment}")}
    with Gradebook(course.gradebook_url) as gradebook:
        there |= {each.id for each in gradebook.students}
    longer = extensions_of(settings).items()
    return sorted(str(who) for who, own in longer if course.assignment in own and who not in there)


def _grade(workers, submissions, steps, progress):
    send, save, fail = steps
    dispatch(workers, send, submissions, save, progress, fail)


def _starved(progress):
    """Who ran out of time because of others: they are graded again, one by one, with nobody else.

    Until then the first result stays saved; who is stopped meanwhile keeps that.
    """
    return [each.student for each in progress.done if any(STARVED in n for n in each.notes)]


def grade_samples(course, whole=False):
    """Grade the kit's own notebooks in a scratch course; without a sandbox where there is none.

    Parameters
    ----------
    course : Course
    whole : bool
        Also the cells on which no mark depends.

    Raises
    ------
    CourseError
        Where one cannot be graded.
    """
    progress = grade_class(course, unsafe=bool(for_own_notebooks()), whole=whole)
    broken = [f"{each.student}: {each.error}" for each in progress.done if each.error]
    refuse(broken, "Not all could be graded")


def _changed(course, assignment, record, student, force):
    """Students whose submission is to be graded."""
    recorded = record.students()
    folders = sorted(course.root.glob(f"submitted/{student or '*'}/{assignment.name}"))
    if student and not folders:
        raise CourseError(f"There is no submission in submitted/{student}/{assignment.name}.")
    for folder in folders:
        name, now = folder.parent.name, time.time()
        digest = _digest(assignment, read_submission(course, name))
        graded = name in recorded and record.remembered.hold(name, digest)
        if force or not (graded or record.remembered.ran_over(name, digest)):
            yield name
        elif graded:
            record.remembered.confirm(name, now)


def _digest(assignment, submission):
    settings = config_of_the_kit().Deadline
    late = is_late(settings, assignment.name, submission.student, submission.arrived)
    return digest_of(assignment, submission, late)


def grade(assignment=None, **choices):
    """The command: grade, print what came of it, and end with 1 where somebody was not graded.

    Parameters
    ----------
    assignment : str, optional
    **choices
        See `grade_class`.
    """
    course = Course(KIT, assignment)
    progress = grade_class(course, **choices)
    print("\n".join([progress.summary(), *not_collected(course)]))
    if any(each.error for each in progress.done):
        sys.exit(1)


def not_collected(course):
    """Whose upload was refused, and so is not graded: a class is not whole without them.

    Parameters
    ----------
    course : Course

    Returns
    -------
    list of str
    """
    refused = [each for each in Collected(course).outcomes() if each.refused]
    lines = [f"  {shown(each.name or each.upload)}: {visible(each.why)}" for each in refused]
    return ["Not collected, and so not graded:", *lines] if lines else []
