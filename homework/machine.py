"""What a notebook finds when it is graded: plots drawn inline, and few cores, on any machine."""

import contextlib
import importlib
import os

from IPython import get_ipython

from homework.drawn import watch

CORES = 2
INLINE = "module://matplotlib_inline.backend_inline"
# They draw into files, and need no window.
WITHOUT_WINDOW = ("agg", "cairo", "pdf", "pgf", "ps", "svg", "template", "inline")


def settle(shell):
    """Make this kernel one as on any other machine.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
    """
    draw_inline(shell)
    few_cores()
    shell.runs_for_marks = True
    watch(shell)


def is_graded():
    """True where a notebook is graded: what speaks to its student alone is silent there."""
    return getattr(get_ipython(), "runs_for_marks", False)


def draw_inline(shell):
    """A window, a widget or a web page to draw in is not there: such plots are drawn inline."""
    with contextlib.suppress(ImportError):
        matplotlib = importlib.import_module("matplotlib")
        pyplot = importlib.import_module("matplotlib.pyplot")
        matplotlib.use = _inline_instead(matplotlib.use)  # type: ignore[attr-defined]
        pyplot.switch_backend = _inline_instead(pyplot.switch_backend)  # type: ignore[attr-defined]
    with_gui = shell.enable_matplotlib
    shell.enable_matplotlib = lambda gui=None: with_gui("inline")
    shell.enable_gui = lambda gui=None: None


def _inline_instead(choose):
    def chosen(backend, *args, **kwargs):
        drawn = str(backend).lower().rpartition(".")[2].removeprefix("backend_")
        return choose(backend if drawn in WITHOUT_WINDOW else INLINE, *args, **kwargs)

    return chosen


def few_cores():
    """What asks for every core gets few, whatever the machine has: else its bounds would decide."""
    os.cpu_count = lambda: CORES
    os.environ["LOKY_MAX_CPU_COUNT"] = str(CORES)
    with contextlib.suppress(OSError, AttributeError):  # not on every system
        there = sorted(os.sched_getaffinity(0))
        # Not always the first ones: the others grade beside it.
        first = os.getpid() % len(there)
        os.sched_setaffinity(0, (there + there)[first : first + CORES])
    with contextlib.suppress(ImportError):
        backends = importlib.import_module("joblib._parallel_backends")
        for each in vars(backends).values():
            if isinstance(each, type) and "effective_n_jobs" in vars(each):
                each.effective_n_jobs = _at_most(each.effective_n_jobs)  # type: ignore[attr-defined]


def _at_most(count):
    """joblib's count of workers, which takes a number that a student wrote as it is."""
    return lambda self, n_jobs: min(count(self, n_jobs), CORES)
