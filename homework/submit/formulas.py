"""Formulas as pictures, drawn by matplotlib, which knows most of what is written in LaTeX."""

import hashlib
import io
import re
import tempfile
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib import mathtext
from matplotlib.font_manager import FontProperties

DPI = 300
# What matplotlib knows under another name, or needs not.
OTHERWISE = (
    (r"\\tfrac(?![a-zA-Z])", r"\\frac"),
    (r"\\(?:limits|nolimits|displaystyle|textstyle)(?![a-zA-Z])", ""),
    (r"\\(le|ge)(?![a-zA-Z])", r"\\\1q"),
)


def picture_of(formula, size):
    """A formula as a png in a file.

    Parameters
    ----------
    formula : str
        LaTeX, without dollars.
    size : float
        Of its letters, in points.

    Returns
    -------
    (Path, float, float, float) or None
        The picture, which is there until Python ends; in points its width, its height, and how much
        of it lies below the line. None where matplotlib cannot read the formula.
    """
    text = " ".join(formula.split())
    for pattern, other in OTHERWISE:
        text = re.sub(pattern, other, text)
    drawn = io.BytesIO()
    try:
        font = FontProperties(size=size, math_fontfamily="dejavusans")
        with matplotlib.rc_context({"figure.autolayout": False, "savefig.bbox": None}):
            depth = mathtext.math_to_image(f"${text}$", drawn, prop=font, dpi=DPI, format="png")
    except (ValueError, RuntimeError):
        return None
    data = drawn.getvalue()
    path = Path(_folder().name, f"{hashlib.sha256(data).hexdigest()}.png")
    path.write_bytes(data)
    # Width and height stand at the head of every png.
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    return path, width * 72 / DPI, height * 72 / DPI, float(depth)


@cache
def _folder():
    return tempfile.TemporaryDirectory(prefix="formulas-", ignore_cleanup_errors=True)
