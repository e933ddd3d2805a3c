"""Students have Windows and macOS: what of those can be seen without them.

The rest, which nobody has seen, is named in docs/students.md.
"""

import ast
import json
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

from examiner.course import KIT

# Not on Windows; what a student's side may import of them is imported where it is used.
NOT_THERE = ("fcntl", "pwd", "grp", "resource", "termios", "pty")
HIDE = """
import importlib, sys
# Libraries look at the system themselves.
for name in {modules!r}:
    importlib.import_module(name)
for name in [*sys.modules]:
    if name.split(".")[0] in ("homework", "helpers"):
        del sys.modules[name]
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name in {hidden!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Hidden())
for name in {hidden!r}:
    sys.modules.pop(name, None)
import os, socket
for name in ("fork", "getuid", "geteuid", "sched_getaffinity", "sched_setaffinity", "mkfifo"):
    if hasattr(os, name):
        delattr(os, name)
del socket.AF_UNIX
for name in {modules!r}:
    importlib.import_module(name)
print("all of them")
"""


def student_side():
    return sorted(
        ".".join(path.relative_to(KIT).with_suffix("").parts)
        for part in ("homework", "helpers")
        for path in Path(KIT, part).rglob("*.py")
        if path.name not in ("__init__.py", "__main__.py")
    )


def import_with(modules, hidden):
    code = HIDE.format(hidden=hidden, modules=modules)
    line = [sys.executable, "-c", code]
    return subprocess.run(line, cwd=KIT, capture_output=True, text=True, timeout=120)


def test_every_module_of_a_students_is_imported_without_what_is_unix_alone():
    done = import_with(student_side(), NOT_THERE)
    assert done.stdout == "all of them\n", done.stderr[-1500:]


def test_the_check_turns_red(tmp_path):
    (tmp_path / "homework.py").write_text("import fcntl")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})" + HIDE.format(
        hidden=NOT_THERE, modules=["homework"]
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "No module named 'fcntl'" in done.stderr


def texts_of(part):
    for path in sorted(Path(KIT, part).rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", ["homework", "helpers"])
def test_texts_are_read_and_written_in_utf_8(part):
    # Windows would take the code page of its country.
    broken = [
        f"{path.relative_to(KIT)}:{node.lineno}"
        for path, tree in texts_of(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") in ("read_text", "write_text")
        and "encoding" not in {each.arg for each in node.keywords}
    ]
    assert [each for each in broken if "helpers/folders" not in each] == []


def test_no_file_of_the_handout_has_a_name_that_windows_or_macos_takes_for_another():
    names = [
        path.relative_to(KIT).as_posix()
        for part in ("homework", "helpers", "release")
        for path in Path(KIT, part).rglob("*")
        if "__pycache__" not in path.parts
    ]
    assert len({name.lower() for name in names}) == len(names)
    assert not [name for name in names if any(sign in name for sign in '<>:"|?*\\')]
    reserved = {"con", "prn", "aux", "nul"}
    assert not [name for name in names if PureWindowsPath(name).stem.lower() in reserved]


def test_notebooks_are_utf_8_without_a_mark():
    for path in Path(KIT, "release").rglob("*.ipynb"):
        json.loads(path.read_bytes().decode("utf-8"))
