"""No seed of the hidden numbers makes a right answer wrong: the solution, asked with several."""

from examiner.authoring.drawn import is_drawn
from examiner.proof.catalogue import Answer
from examiner.proof.trial import Trial


def lost_with_other_seeds(course):
    """Tests that the instructor's own answers lose where other hidden numbers are drawn.

    Parameters
    ----------
    course : Course

    Returns
    -------
    list of str
        One sentence for each.
    """
    faults = []
    for path in course.notebooks("source"):
        trial = Trial(path)
        tests = [test for test in trial.tests if is_drawn(test.source)]
        if tests:
            as_it_is = Answer("right", trial.tasks[0], "solution", "", {}, [])
            with trial.started([]):
                said = trial.ask(as_it_is, tests).messages
            faults += [f"{name}: {each}" for name, each in said.items() if each]
    return faults
