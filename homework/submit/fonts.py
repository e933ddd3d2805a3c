"""Letters for the PDF: matplotlib's fonts, and for what they lack the system's own."""

from functools import cache
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

TEXT, BOLD, ITALIC, BOTH, CODE = "Text", "Text-Bold", "Text-Italic", "Text-BoldItalic", "Code"
FILES = {
    TEXT: "DejaVuSans",
    BOLD: "DejaVuSans-Bold",
    ITALIC: "DejaVuSans-Oblique",
    BOTH: "DejaVuSans-BoldOblique",
    CODE: "DejaVuSansMono",
}
MISSING = "\N{WHITE SQUARE}"
# What no font need draw: joiners, variation selectors, marks of order.
UNSEEN = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(0x202A, 0x202F)}


@cache
def register():
    """Make the fonts known to reportlab."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, folder / f"{file}.ttf"))
    pdfmetrics.registerFontFamily(TEXT, TEXT, BOLD, ITALIC, BOTH)


def runs(text, font):
    """Divide a text by the fonts that can draw it.

    Parameters
    ----------
    text : str
    font : str
        The one to take where it has the letter.

    Yields
    ------
    (str, str)
        A font and what it draws; a letter that no font has is a `MISSING` square.
    """
    drawn, part = font, ""
    for each in text:
        if ord(each) in UNSEEN or (ord(each) < 32 and each not in "\t\n"):
            continue
        having = _font_with(each, font)
        each = each if having else MISSING
        if (having or font) != drawn and part:
            yield drawn, part
            part = ""
        drawn, part = having or font, part + each
    if part:
        yield drawn, part


@cache
def _font_with(letter, font):
    if letter.isspace() or ord(letter) in pdfmetrics.getFont(font).face.charToGlyph:
        return font
    return next((each for each in _others() if _has(each, letter)), None)


def _has(font, letter):
    return ord(letter) in pdfmetrics.getFont(font).face.charToGlyph


@cache
def _others():
    """The system's fonts that can be drawn with, registered."""
    known = []
    for path in sorted(font_manager.findSystemFonts()):
        try:
            pdfmetrics.registerFont(TTFont(path, path))
        except (TTFError, OSError, ValueError, KeyError, AssertionError):
            continue  # outlines of another kind
        known.append(path)
    return known
