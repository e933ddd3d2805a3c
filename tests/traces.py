"""What an attack left behind: marks, secrets in what comes back, and harm."""

import re
from pathlib import Path

import nbformat
from attack import CANARY, SECRETS, TESTS
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter

# Programs write here as they run; a changed file here is no harm.
CACHES = (".cache", ".ipython", ".local", ".config/matplotlib", ".jupyter")
# Elements that act when a page is opened, or swallow what follows them.
ACTIVE_TAGS = ["script", "style", "iframe", "object", "embed", "textarea", "plaintext"]


def earned(student, marks):
    """The tests that gave points, from marks by student and cell."""
    return [test for test in TESTS if marks.get((student, test), 0) > 0]


def secrets_read(course, student):
    """Secrets in what comes back from grading."""
    found = set()
    for stage in ("autograded", "feedback"):
        for path in course.folder(stage, student).rglob("*"):
            if path.is_file() and not path.is_symlink() and path.suffix in (".ipynb", ".html"):
                found |= _secrets_in(path)
    return sorted(found)


def _secrets_in(path):
    if path.suffix == ".html":
        text = path.read_text(encoding="utf-8", errors="replace")
        return {word for word in SECRETS if CANARY + word in text}
    # Graded notebooks hold the hidden tests themselves, with their canary: only outputs count.
    outputs = _outputs(path)
    said = [each.get(part, "") for each in outputs for part in ("text", "data", "ename", "evalue")]
    found = {word for word in SECRETS if CANARY + word in str(outputs)}
    # An attack that reached what has no canary says so.
    return found or {
        line[:90] for line in "\n".join(map(str, said)).splitlines() if "STOLEN:" in line
    }


def _outputs(path):
    return [out for cell in nbformat.read(path, 4).cells for out in cell.get("outputs", [])]


def files(course, home):
    """What grading should leave as it is."""
    kept = [course.root / "source", course.root / "release", home]
    kept.append(course.folder("submitted", "honest"))
    return {
        path: path.read_bytes() for folder in kept for path in folder.rglob("*") if path.is_file()
    }


def harm_done(course, home, before, marks, places):
    """What is no longer as it was, outside of what grading writes.

    Parameters
    ----------
    course : Course
    home : Path
    before : dict
        What `files` gave before grading.
    marks : mapping
        Points by student and cell.
    places : list of Path
        Where else to look for files that are named HARMED.
    """
    after = files(course, home)
    changed = [
        str(path)
        for path in before.keys() | after.keys()
        if before.get(path) != after.get(path) and not any(f"/{c}" in str(path) for c in CACHES)
    ]
    marked = [str(path) for place in (course.root, home) for path in place.glob("**/HARMED*")]
    marked += [str(path) for place in places for path in Path(place).glob("HARMED*")]
    honest = len(earned("honest", marks)) == len(TESTS)
    return changed + marked + ([] if honest else ["the honest student lost marks"])


def harm_on_page(course, student):
    """What of the graded notebooks would act in the browser of who looks at them."""
    graded = course.folder("autograded", student).glob("*.ipynb")
    return [f"{path.name}: {each}" for path in graded if path.is_file() for each in _active(path)]


def _active(path):
    if "HARMED" not in path.read_text(encoding="utf-8", errors="replace"):
        return []
    page = HTMLExporter(template_name="classic").from_filename(str(path))[0]
    page = BeautifulSoup(page, "html.parser")
    found = [f"<{tag.name}>" for tag in page.find_all(ACTIVE_TAGS) if "HARMED" in str(tag)]
    return found + [
        f"<{tag.name} {name}>"
        for tag in page.find_all()
        for name, value in tag.attrs.items()
        if "HARMED" in str(value) and _acts(tag, name, str(value))
    ]


def _acts(tag, name, value):
    if name.startswith("on") or name in ("srcdoc", "style", "content"):
        return True
    address = re.sub(r"[\x00-\x20]", "", value).lower()
    # A link to another place may be there for a reader to see; a picture is fetched at once.
    fetched = address.startswith(("http", "//")) and tag.name != "a"
    return fetched or address.startswith(("javascript:", "vbscript:", "data:text"))
