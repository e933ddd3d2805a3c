"""Marking by hand, a question at a time: a page that Jupyter serves beside the Formgrader.

As a part of Jupyter it is behind Jupyter's own login, and on a hub behind its rights.
"""

from pathlib import Path

# JupyterLab's menu entry; its folder, in which each extension has one.
LABEXTENSIONS = Path(__file__).parent / "labextensions"


def plug_in(c):
    """Have a Jupyter server serve the page, and JupyterLab's menu name it.

    Parameters
    ----------
    c : traitlets.config.Config
        Of jupyter_server_config.py.
    """
    c.ServerApp.jpserver_extensions = {"examiner.marking": True}
    c.LabApp.extra_labextensions_path = [str(LABEXTENSIONS)]


def _jupyter_server_extension_points():
    return [{"module": "examiner.marking"}]


def _load_jupyter_server_extension(server):
    # Jupyter loads this module also where nobody marks.
    from examiner.marking.handlers import add_handlers

    add_handlers(server)
