"""The student's side of any homework: test cells that answer, progress, handing in."""

from homework.asking import ask
from homework.drawn import watch
from homework.seeing import figures, seen
from homework.verdicts import NotAttempted, Wrong, attempt, verdict

__all__ = ["NotAttempted", "Wrong", "ask", "attempt", "figures", "seen", "verdict"]

watch()
