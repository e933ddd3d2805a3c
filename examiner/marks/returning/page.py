"""One page a student: the sum on top, the pages of the notebooks below."""

import re

from markupsafe import Markup

from examiner.marks.templates import html_of

STYLE = re.compile(r"<style\b.*?</style>", re.S)
BODY = re.compile(r"<body[^>]*>(.*)</body>", re.S)
# Two notebooks may call a cell the same.
PLACES = re.compile(r'( (?:id="|href="#|aria-labelledby="))(?=[^"])')
# The name of a notebook is a part of the page now.
HEADING = re.compile(r"<(/?)h1\b")


def page_of(course, mark):
    """A student's page.

    Parameters
    ----------
    course : Course
    mark : Mark

    Returns
    -------
    bytes or None
        None where there are no pages of feedback.
    """
    paths = sorted(course.folder("feedback", mark.student).glob("*.html"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    if not texts:
        return None
    style = STYLE.search(next(iter(texts.values())))
    return html_of(
        "returned.html",
        assignment=course.assignment,
        name=mark.name,
        points=mark.points,
        most=mark.most,
        late=mark.late,
        waiting=mark.waiting,
        exercises=mark.exercises,
        # Made by this engine, and what students wrote in them is harmless: examiner/harmless.
        style=Markup(style[0]) if style else "",
        bodies=[(name, Markup(_body(name, text))) for name, text in texts.items()],
    ).encode()


def _body(name, text):
    found = BODY.search(text)
    body = PLACES.sub(rf"\g<1>{name}-", found[1] if found else text)
    return HEADING.sub(r"<\1h2", body)
