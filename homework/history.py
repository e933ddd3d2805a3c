"""What was run in this notebook: why a name is not there, though its cell was run."""

import re

from IPython import get_ipython


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
    shell = get_ipython()
    cells = shell.user_ns.get("In", []) if shell else []
    defining = re.compile(rf"^(async )?def {re.escape(name)}\b", re.MULTILINE)
    last = next((cell for cell in reversed(cells) if defining.search(cell)), None)
    if last is None:
        return None
    try:
        compile(shell.transform_cell(last), "cell", "exec")
    except SyntaxError as error:
        line = f" (line {error.lineno}: {(error.text or '').strip()})" if error.lineno else ""
        return f"Its cell could not be read: {type(error).__name__}, {error.msg}{line}."
    return None
