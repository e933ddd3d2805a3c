"""The instructor's side: rules, release, proof, marks. Students never get it."""

__version__ = "1.2.0"


def configure(c):
    """Plug the engine into nbgrader, in ``nbgrader_config.py``, before what a course chooses.

    Parameters
    ----------
    c : traitlets.config.Config
        What ``get_config()`` gives.

    Raises
    ------
    SystemExit
        Where that fails. nbgrader goes on with its defaults where a configuration raises anything
        else: it would run submissions unprotected.
    """
    try:
        from examiner.configuration import plug_in
        from examiner.kit import require_own_environment

        require_own_environment()
        plug_in(c)
    except Exception as fault:
        raise SystemExit(f"The examiner cannot be loaded, so nothing is graded: {fault}") from fault
