"""What the engine uses of the insides of nbgrader, nbclient and jupyter_client.

None of it is promised by them. Where an upgrade moves one, its name fails here, and not a mark
somewhere else; examiner/pyproject.toml has the upper bounds.
"""

import inspect

import pytest
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner
from nbclient import NotebookClient
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.apps import NbGrader, ZipCollectApp
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.plugins import ExportPlugin, FileNameCollectorPlugin
from nbgrader.preprocessors import AssignLatePenalties, GetGrades, NbGraderPreprocessor

# By owner: each name with the arguments that are given, or that are taken by what replaces it.
USED = {
    NotebookClient: {
        "_cleanup_kernel": [],
        "async_execute_cell": ["cell", "cell_index"],
        "execute_cell": None,
        "on_cell_executed": None,
        "process_message": ["msg", "cell", "cell_index"],
        "reset_execution_trackers": [],
        "start_new_kernel": [],
        "start_new_kernel_client": [],
    },
    KernelProvisionerFactory: {"GROUP_NAME": None, "provisioners": None},
    LocalProvisioner: {
        "launch_kernel": ["cmd"],
        "pre_launch": [],
        "send_signal": ["signum"],
        "wait": [],
    },
    NbGrader: {"config_dir": None, "load_config_file": []},
    Autograde: {
        "_init_preprocessors": [],
        "convert_single_notebook": ["notebook_filename"],
        "init_notebooks": [],
    },
    BaseConverter: {"convert_notebooks": [], "force": None},
    CourseDirectory: {"format_path": ["nbgrader_step", "student_id", "assignment_id"]},
    ExchangeCollect: {"_path_to_record": ["path"], "do_copy": ["src", "dest"]},
    FileNameCollectorPlugin: {"_match": ["filename"], "collect": ["submitted_file"]},
    ZipCollectApp: {"_format_collect_path": []},
    ExportPlugin: {"assignment": None, "student": None, "to": None},
    AssignLatePenalties: {"_check_late_penalty": ["notebook", "penalty"]},
    GetGrades: {
        "_get_comment": ["cell", "resources"],
        "_get_score": ["cell", "resources"],
        "gradebook": None,
    },
    NbGraderPreprocessor: {"preprocess": ["nb", "resources"]},
    Gradebook: {"db": None, "find_grade": ["grade_cell", "notebook", "assignment", "student"]},
    utils: {
        "capture_log": ["app"],
        "determine_grade": ["cell"],
        "get_partial_grade": ["output", "max_points"],
        "parse_utc": ["ts"],
    },
}


def missing(owner, name, arguments):
    """What is not there any more; empty where all is."""
    found = inspect.getattr_static(owner, name, None)
    known = found is not None or name in getattr(owner, "__annotations__", {})
    if not known and owner in (GetGrades, Gradebook):
        # Set when it is made.
        known = f"self.{name}" in inspect.getsource(owner)
    if not known:
        return f"{owner.__name__} has no {name}"
    taken = inspect.signature(getattr(owner, name)).parameters if arguments is not None else {}
    lost = [each for each in arguments or () if each not in taken]
    return f"{owner.__name__}.{name} takes no {', '.join(lost)}" if lost else ""


@pytest.mark.parametrize(
    ("owner", "name"), [(owner, name) for owner, names in USED.items() for name in names]
)
def test_what_is_used_of_their_insides_is_there(owner, name):
    assert missing(owner, name, USED[owner][name]) == ""


def test_the_gate_turns_red():
    assert (
        missing(NotebookClient, "_cleanup_kernels", []) == "NotebookClient has no _cleanup_kernels"
    )
    assert missing(utils, "determine_grade", ["answer"]).endswith("takes no answer")
