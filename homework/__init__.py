"""The student's side of any homework: test cells that answer, progress, handing in."""

import importlib

# Loaded when asked for: `homework.starting` runs where no library is installed yet.
_PLACES = {
    "ask": "homework.asking",
    "figures": "homework.seeing",
    "seen": "homework.seeing",
    "NotAttempted": "homework.verdicts",
    "Wrong": "homework.verdicts",
    "attempt": "homework.verdicts",
    "verdict": "homework.verdicts",
}
__all__ = ["NotAttempted", "Wrong", "ask", "attempt", "figures", "seen", "verdict"]


def __getattr__(name):
    if name not in _PLACES:
        raise AttributeError(f"module 'homework' has no attribute {name!r}")
    # From here on what cells draw can be asked for.
    importlib.import_module("homework.drawn").watch()
    return getattr(importlib.import_module(_PLACES[name]), name)
