"""What notebooks use besides themselves: modules, files that they read, pictures in their texts."""

import ast
import re
from pathlib import Path

# More is not packed; it is named.
LARGEST = 20 * 2**20
PICTURES = re.compile(r"!\[[^\]]*\]\(\s*<?([^)>\s]+)|<img[^>]*\ssrc=[\"']([^\"']+)", re.I)
# The kit's own, which are there wherever a notebook is graded.
OWN = ("helpers", "homework")
# What a run writes, it writes again.
RESULTS = (".npz",)
# What the first cell installs.
INSTALLED = ".whl"


def used_files(notebooks, folder):
    """The files that notebooks use.

    Parameters
    ----------
    notebooks : dict of str to NotebookNode
        By file name.
    folder : Path
        Where they lie.

    Returns
    -------
    files : dict of str to bytes
        By their place in the folder.
    left_out : list of str
        What is used and cannot be packed, with the reason.
    """
    folder, files, left_out = Path(folder), {}, {}
    waiting = [(name, path) for name, book in notebooks.items() for path in _named(book, folder)]
    size = 0
    for who, path in waiting:  # grows: a module may use others
        place = path.absolute()
        inside = place.is_relative_to(folder.absolute()) and ".." not in path.parts
        shown = place.relative_to(folder.absolute()).as_posix() if inside else str(path)
        if shown in (*files, *left_out, *notebooks) or path.suffix == INSTALLED:
            continue
        fault = _fault(path, inside, LARGEST - size)
        if fault:
            left_out[shown] = f"{shown}, which {who} uses, is not packed: {fault}"
            continue
        files[shown] = path.read_bytes()
        size += len(files[shown])
        if path.suffix == ".py":
            code = files[shown].decode("utf-8", "replace")
            waiting += [(shown, each) for each in _in_code(code, folder)]
    return files, [reason for reason in left_out.values() if reason]


def _fault(path, inside, left):
    if not inside:
        return "it lies outside this folder. Copy it here and name it so"
    if path.suffix in RESULTS:
        return "it is made again when the notebooks run"
    if path.stat().st_size > left:
        return f"together they are larger than {LARGEST // 2**20} MB"
    return None


def _named(notebook, folder):
    """Existing files that a notebook names."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield from _in_code(cell.source, folder)
        else:
            for found in PICTURES.findall(cell.source):
                yield from _existing("".join(found).partition("?")[0], folder)


def _in_code(code, folder):
    lines = code.split("\n")
    magics = [line for line in lines if line.lstrip().startswith(("%", "!"))]
    for word in " ".join(magics).split():
        yield from _existing(word.strip("\"'"), folder)
    try:
        tree = ast.parse("\n".join("" if line in magics else line for line in lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _existing(node.value, folder)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield from _module(alias.name, folder)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from _module(node.module, folder)


def _module(name, folder):
    top = name.split(".")[0]
    if top in OWN:
        return
    if (folder / f"{top}.py").is_file():
        yield folder / f"{top}.py"
    elif (folder / top).is_dir():
        yield from sorted((folder / top).rglob("*.py"))


def _existing(text, folder):
    """The files that a text names: one, those in a folder, or those of a pattern."""
    if not re.search(r"\w", text) or len(text) > 200 or "\n" in text or "\0" in text:
        return
    path = folder / text
    try:
        if path.is_file():
            yield path
        elif "*" in text and not Path(text).is_absolute() and ".." not in text:
            yield from sorted(each for each in folder.glob(text) if each.is_file())
        elif path.is_dir() and folder.absolute() in path.absolute().parents:
            yield from (each for each in sorted(path.rglob("*")) if _is_plain(each, path))
    except (OSError, ValueError, NotImplementedError):  # what names no file at all
        return


def _is_plain(path, folder):
    hidden = any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
    return path.is_file() and not hidden
