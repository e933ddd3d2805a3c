"""The time that one submission may take, whatever it does with its cells, answers and restarts."""

import math
import time

MINUTE = 60
# Who waits for a core for this share of its time does so because of others.
WAITED_LONG = 0.2


class Budget:
    """Seconds that are left to a submission.

    Parameters
    ----------
    seconds : float
        Of the clock on the wall.
    """

    def __init__(self, seconds):
        self.seconds = seconds
        self.until = time.monotonic() + seconds
        self.computed = self.waited = 0.0

    @property
    def is_spent(self):
        return time.monotonic() >= self.until

    def give_back(self, seconds):
        """Have time count no more that a submission spent for nothing of its own."""
        self.until += seconds

    @property
    def was_starved(self):
        """It is spent, and its candidates had no core for much of it."""
        long = self.waited > WAITED_LONG * self.seconds
        return self.is_spent and long and self.computed < self.seconds / 2

    def took(self, computed, waited):
        """Count what a candidate computed, and how long it waited for a core."""
        self.computed, self.waited = self.computed + computed, self.waited + waited

    def of(self, seconds):
        """As many of these seconds as are left, at least one."""
        return max(math.ceil(min(seconds, self.until - time.monotonic())), 1)

    def __str__(self):
        """What is said of a submission that spent it."""
        return f"the submission used up its {self.seconds / MINUTE:g} minutes"


def budget_of(converter, student, seconds):
    """The one budget of all notebooks of a submission.

    Parameters
    ----------
    converter : object
        Of nbgrader; it grades one submission after the other.
    student : str
    seconds : float

    Returns
    -------
    Budget
    """
    whose, budget = getattr(converter, "budget_of_submission", (None, None))
    if whose != student:
        budget = Budget(seconds)
        converter.budget_of_submission = (student, budget)
    return budget
