"""What notebooks use is packed with them, and what cannot be packed is named."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from homework.submit import used
from homework.submit.used import used_files


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "hw3"
    for name, text in {
        "ex1.ipynb": "",
        "myfuncs.py": "import deeper\n",
        "deeper.py": "def f(:",
        "pack/__init__.py": "",
        "pack/inner.py": "",
        "data/a.csv": "1",
        "data/b.csv": "2",
        "data/.hidden": "3",
        "plot.png": "png",
        "unused.txt": "4",
        "features.npz": "5",
        "helpers/mine.py": "6",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (tmp_path / "beside.csv").write_text("7")
    return folder


def found(folder, *cells):
    files, left_out = used_files({"ex1.ipynb": new_notebook(cells=list(cells))}, folder)
    return sorted(files), left_out


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("from myfuncs import preemphasis", ["deeper.py", "myfuncs.py"]),
        ("import numpy, pack.inner as p", ["pack/__init__.py", "pack/inner.py"]),
        ("%run myfuncs.py\nx = 1", ["deeper.py", "myfuncs.py"]),
        ("pd.read_csv('data/a.csv')", ["data/a.csv"]),
        ("open('./data/a.csv')", ["data/a.csv"]),
        ("for name in os.listdir('data'): pass", ["data/a.csv", "data/b.csv"]),
        ("glob.glob('data/*.csv')", ["data/a.csv", "data/b.csv"]),
        ("open('ex1.ipynb'); import helpers.mine; '.'; ''; 'data/none.csv'; '/'", []),
        ("this is no Python at all", []),
        ("'a' * 5\nx = 'b\\0'", []),
    ],
)
def test_what_code_imports_and_reads_is_packed(folder, code, names):
    assert found(folder, new_code_cell(code)) == (names, [])


@pytest.mark.parametrize("text", ["![my plot](plot.png)", "<img width=9 src='plot.png'>"])
def test_a_picture_that_a_text_shows_is_packed(folder, text):
    assert found(folder, new_markdown_cell(text)) == (["plot.png"], [])


@pytest.mark.parametrize("text", ["![web](https://x.org/plot.png)", "![in](attachment:plot.png)"])
def test_a_picture_from_elsewhere_is_no_file(folder, text):
    assert found(folder, new_markdown_cell(text)) == ([], [])


def test_what_lies_outside_or_is_made_again_is_named(folder):
    files, left_out = found(folder, new_code_cell("open('../beside.csv'); load('features.npz')"))
    assert files == []
    assert [each.split(" is not packed: ")[1][:14] for each in left_out] == [
        "it lies outsid",
        "it is made aga",
    ]


def test_what_is_too_large_is_named_and_the_rest_is_packed(folder, monkeypatch):
    monkeypatch.setattr(used, "LARGEST", 2)
    files, left_out = found(folder, new_code_cell("'data/a.csv'; 'plot.png'; 'data/b.csv'"))
    assert files == ["data/a.csv", "data/b.csv"]
    assert len(left_out) == 1 and "plot.png, which ex1.ipynb uses" in left_out[0]


def test_a_notebook_that_uses_nothing_packs_nothing(folder):
    assert found(folder, nbformat.v4.new_code_cell("import numpy as np\nnp.ones(3)")) == ([], [])
