"""Who knows whom: the three parts, and the one module of a course that the engine reads."""

import ast
import re
from pathlib import Path

import pytest

from examiner.course import KIT

SPEECH = re.compile(r"librosa|mfcc|fsdd|speech|recording|corpus", re.I)


def imported(path):
    """The modules that a file names in its imports, at the top and inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def files(part):
    found = sorted(Path(KIT, part).rglob("*.py"))
    assert len(found) > 5, part
    return found


def named(part, *others):
    """Files of a part that import from one of the others."""
    return [
        f"{path.relative_to(KIT)}: {name}"
        for path in files(part)
        for name in imported(path)
        if name.split(".")[0] in others
    ]


@pytest.mark.parametrize(
    ("part", "others"),
    [
        ("homework", ["examiner", "helpers", "tools"]),
        ("helpers", ["examiner", "tools"]),
        ("examiner", ["helpers", "tools"]),
    ],
)
def test_a_part_imports_nothing_of_those_that_stand_above_it(part, others):
    assert named(part, *others) == []


def test_the_engine_reads_one_module_of_a_course():
    words = {
        match[0]
        for path in files("examiner")
        for match in re.finditer(r"helpers\.\w+", path.read_text(encoding="utf-8"))
    }
    assert words == {"helpers.kit"}


def test_the_engine_has_no_word_of_speech_in_it():
    assert [path.name for path in files("examiner") if SPEECH.search(path.read_text())] == []


def test_the_gate_turns_red(tmp_path):
    path = tmp_path / "late.py"
    path.write_text("def f():\n    from examiner import course\n    import librosa.display")
    assert list(imported(path)) == ["examiner.course", "librosa.display"]
