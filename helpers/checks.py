"""A door to where this is now: graded notebooks and archives name it."""

from homework.verdicts import NotAttempted, Wrong, attempt, verdict

__all__ = ["NotAttempted", "Wrong", "attempt", "verdict"]
