"""What is to be known of the machine that grades: it is nobody's fault who is graded on it."""

from traitlets.log import get_logger

from examiner.course import MACHINE, NOTE

_said: list[str] = []


def say(words):
    """Note something in the log, once for each process.

    Parameters
    ----------
    words : str
    """
    if words not in _said:
        _said.append(words)
        get_logger().warning("%s %s %s", NOTE, MACHINE, words)


def said():
    """All that was noted in this process.

    Returns
    -------
    list of str
    """
    return list(_said)
