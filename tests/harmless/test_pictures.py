"""Links to what a student laid beside the notebook lead nowhere; pictures of theirs are shown."""

import base64
import os

import pytest
from bs4 import BeautifulSoup
from cells import PNG, cleaned, page_of, text

from examiner.harmless.allowance import Allowance
from examiner.harmless.pictures import with_pictures
from examiner.harmless.preprocessor import keep_only_shown

DATA = base64.b64decode(PNG)
SHOWN = f"data:image/png;base64,{base64.b64encode(DATA).decode()}"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "hw3"
    (folder / "img").mkdir(parents=True)
    (folder / "plot.png").write_bytes(DATA)
    (folder / "img" / "my plot.png").write_bytes(DATA)
    (folder / "page.png").write_text("<script>HARMED</script>")
    (tmp_path / "secret.png").write_bytes(DATA)
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(folder / "pipe.png")
    return folder


def embedded(source, folder, media=10**6):
    return with_pictures(source, folder, Allowance(10**6, media, set()))


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("![p](plot.png 'T')", f"![p]({SHOWN} 'T')"),
        ("a ![](./img/my%20plot.png) b", f"a ![]({SHOWN}) b"),
        ('<img width="40" src="plot.png">', f'<img width="40" src="{SHOWN}">'),
    ],
)
def test_a_picture_that_lies_there_becomes_data(folder, written, becomes):
    assert embedded(written, folder) == becomes


@pytest.mark.parametrize(
    "name",
    [
        *("page.png", "link.png", "pipe.png", "none.png", "img", "#plot.png", "plot.png%00"),
        *("../secret.png", "img/../plot.png", "%2e%2e/secret.png", "/etc/hostname"),
        *("file:///etc/hostname", "https://a.example/plot.png"),
    ],
)
def test_what_is_no_picture_of_the_submission_stays_a_name(folder, name):
    assert embedded(f"![p]({name})", folder) == f"![p]({name})"


def test_a_picture_takes_of_what_a_cell_may_show(folder):
    twice = "![p](plot.png) ![p](plot.png)"
    assert embedded(twice, folder, media=len(SHOWN) + 100).count("data:image") == 1


@pytest.mark.parametrize(
    "source",
    [
        "[a page](report.html)",
        "[a page](<report.html>)",
        "[a page](/formgrader/manage_students 'T')",
        "[a page](//evil.example/x)",
        "[a page][r]\n\n[r]: report.html",
        "[a page](files/report.html)",
        "[a page](.)",
        "![a page](none.png)",
        '<a href="report.html">a page</a>',
        '<img src="report.svg" alt="a page">',
        "[a page](\\\\evil.example)",
        "[a page](ex1.ipynb)",
    ],
)
@pytest.mark.parametrize("template", ["classic", "lab"])
def test_a_link_nearby_leads_nowhere_and_its_words_can_be_read(exporters, source, template):
    body = BeautifulSoup(page_of(exporters[template], cleaned(text(source))), "html.parser").body
    led = [each.get("href") or each.get("src") for each in body.find_all(["a", "img"])]
    assert [each for each in led if "report" in each or "evil" in each or ":" not in each] == []
    assert "a page" in body.get_text()


def test_what_was_handed_in_beside_the_notebooks_is_not_kept_to_be_served(tmp_path):
    source, graded = tmp_path / "source", tmp_path / "autograded"
    for folder, names in (
        (source, ["ex1.ipynb", "img/figure.png", "data.csv"]),
        (graded, ["ex1.ipynb", "img/figure.png", "img/mine.html", "report.html", "timestamp.txt"]),
        (graded, ["deep/er/ex1.ipynb", "ex2.ipynb", "ex1.ipynb.unreadable"]),
    ):
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(name)
    (graded / "link").symlink_to(source)
    keep_only_shown(graded, source)
    kept = {str(path.relative_to(graded)) for path in graded.rglob("*") if not path.is_dir()}
    assert kept == {"ex1.ipynb", "ex2.ipynb", "img/figure.png", "timestamp.txt"}
    assert not (graded / "deep").exists() and (source / "data.csv").exists()
