"""The pages of pages/, filled and written."""

from pathlib import Path

import jinja2

from homework.files import replace

PAGES = Path(__file__).parent / "pages"


def as_points(value):
    """A number of points as a person writes it: 2.75, or 3."""
    return f"{round(float(value or 0), 2):g}"


def write_html(template, target, **facts):
    """Fill one of the templates in pages/; what students wrote is escaped.

    Parameters
    ----------
    template : str
    target : Path
    **facts
        What the template shows.
    """
    loader = jinja2.FileSystemLoader(PAGES)
    pages = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    pages.filters["points"] = as_points
    text = pages.get_template(template).render(**facts)
    target.parent.mkdir(parents=True, exist_ok=True)
    replace(target, text.encode())
    print(f"Wrote {target}")
