"""Formulas drawn when a page is written, so that a page asks the net for nothing and runs nothing.

Matplotlib sets TeX as MathJax did: each formula becomes a picture whose text is the formula.
"""

import base64
import html
import io
import re
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import math_to_image

# What a formula may have: setting one of students' takes time, too.
LONGEST, MOST = 600, 300
SIZE = 12  # points, as the text around it
# Code, tags and comments are left as they are.
APART = re.compile(r"(<(pre|code|script|style|head|textarea)\b.*?</\2>|<!--.*?-->|<[^>]*>)", re.S)
FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$\w])\$(?!\s)([^$\n]+?)(?<!\s)\$(?![\w$])", re.S)
# What Matplotlib writes in another way.
SAME = [
    (re.compile(r"\\[td]?frac\s*(\d)\s*(\d)"), r"\\frac{\1}{\2}"),
    (re.compile(r"\\[td]frac(?![A-Za-z])"), r"\\frac"),
]


def with_formulas(page):
    """A page of HTML with its formulas as pictures.

    Parameters
    ----------
    page : str

    Returns
    -------
    str
        What cannot be set stays as it was written.
    """
    parts, end, left = [], 0, [MOST]
    for apart in [*APART.finditer(page), None]:
        text = page[end : apart.start() if apart else len(page)]
        parts.append(FORMULA.sub(lambda found: _drawn(found, left), text))
        if apart:
            parts.append(apart[0])
            end = apart.end()
    return "".join(parts)


def _drawn(found, left):
    tex = html.unescape(found[1] or found[2]).strip()
    left[0] -= 1
    picture = _picture(tex) if len(tex) <= LONGEST and left[0] >= 0 else None
    if picture is None:
        return found[0]
    data, height, below = picture
    look = f"height:{height:.2f}em;vertical-align:-{below:.2f}em"
    shown = f'<img alt="{html.escape(tex)}" style="{look}" src="data:image/svg+xml;base64,{data}">'
    return f'<span style="display:block;text-align:center">{shown}</span>' if found[1] else shown


@lru_cache(maxsize=2000)
def _picture(tex):
    """A formula as SVG in base64, its height and its depth in em; None where it is faulty."""
    for pattern, instead in SAME:
        tex = pattern.sub(instead, tex)
    stream = io.BytesIO()
    try:
        font = FontProperties(size=SIZE)
        line = f"${' '.join(tex.split())}$"
        below = math_to_image(line, stream, prop=font, dpi=72, format="svg")
    except Exception:  # whatever a formula makes the parser raise
        return None
    svg = stream.getvalue()
    height = float(re.search(rb'height="([\d.]+)pt"', svg)[1])
    return base64.b64encode(svg).decode(), height / SIZE, below / SIZE
