"""The pages of pages/, filled and written."""

from functools import cache
from pathlib import Path

import jinja2

from homework.files import replace

PAGES = Path(__file__).parent / "pages"


def as_points(value):
    """A number of points as a person writes it: 2.75, or 3."""
    return f"{round(float(value or 0), 2):g}"


def html_of(template, **facts):
    """Fill one of the templates in pages/; what students wrote is escaped.

    Parameters
    ----------
    template : str
    **facts
        What the template shows.

    Returns
    -------
    str
    """
    return _pages().get_template(template).render(**facts)


@cache
def _pages():
    loader = jinja2.FileSystemLoader(PAGES)
    pages = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    pages.filters["points"] = as_points
    return pages


def write_html(template, target, **facts):
    """Write a page; see `html_of`.

    Parameters
    ----------
    template : str
    target : Path
    **facts
        What the template shows.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    replace(target, html_of(template, **facts).encode())
    print(f"Wrote {target}")
