"""What was run in this notebook: why a name is not there, and whether the file has what ran."""

import re

from IPython import get_ipython


def cells_run():
    """The cells that were run since the kernel started, as they were written.

    Returns
    -------
    list of str
        In order; empty where this is no notebook.
    """
    history = getattr(get_ipython(), "history_manager", None)
    return list(getattr(history, "input_hist_raw", ()))


def last_defining(name):
    """The last cell that was run and defines a function; None where there is none."""
    defining = re.compile(rf"^(async )?def {re.escape(name)}\b", re.MULTILINE)
    return next((cell for cell in reversed(cells_run()) if defining.search(cell)), None)


def broken_cell(name):
    """Say so where the last cell that defines a name could not be read as Python.

    Parameters
    ----------
    name : str
        Of a function.

    Returns
    -------
    str or None
        A sentence for the student; None where no such cell was run, or it can be read.
    """
    last = last_defining(name)
    if last is None:
        return None
    try:
        compile(get_ipython().transform_cell(last), "cell", "exec")
    except SyntaxError as error:
        line = f" (line {error.lineno}: {(error.text or '').strip()})" if error.lineno else ""
        return f"Its cell could not be read: {type(error).__name__}, {error.msg}{line}."
    return None
