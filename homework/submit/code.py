"""Code on paper: coloured, and wrapped where a line is too long, never cut."""

from html import escape

from pygments.lexers import PythonLexer, TextLexer
from pygments.token import Comment, Keyword, Name, Number, String
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import XPreformatted

from homework.submit import fonts

SIZE = 8
# Before what is left of a line that was wrapped.
WRAPPED = "    "
COLOURS = {
    Comment: "#5c6370",
    String: "#0b6e4f",
    Keyword: "#8b1a6b",
    Number: "#7a4b00",
    Name.Function: "#0b4a8b",
    Name.Class: "#0b4a8b",
}


def code_block(code, width, language="python"):
    """Code as flowables that may be divided between any two lines.

    Parameters
    ----------
    code : str
    width : float
        In points.
    language : str
        "python" is coloured.

    Returns
    -------
    list of Flowable
    """
    style = ParagraphStyle("code", fontName=fonts.CODE, fontSize=SIZE, leading=SIZE * 1.3)
    lexer = PythonLexer if language == "python" else TextLexer
    lines = wrapped(lexer(stripnl=False, ensurenl=False).get_tokens(code.expandtabs(4)), width)
    text = "\n".join("".join(_marked(*each) for each in line) or " " for line in lines)
    return [XPreformatted(text, style)] if code.strip() else []


def wrapped(tokens, width):
    """Divide coloured text into lines that fit, between words where that is possible.

    Parameters
    ----------
    tokens : iterable of (token type, str)
    width : float
        In points.

    Returns
    -------
    list of list of (colour, font, str)
    """
    lines = [[]]
    for kind, text in tokens:
        colour = next((COLOURS[each] for each in COLOURS if kind in each), None)
        for font, part in fonts.runs(text, fonts.CODE):
            for letter in part:
                if letter == "\n":
                    lines.append([])
                else:
                    lines[-1].append((colour, font, letter))
    return [_joined(part) for line in lines for part in _fitting(line, width)]


def _fitting(letters, width):
    """The parts of one line, the later ones set in."""
    start = [(None, fonts.CODE, each) for each in WRAPPED]
    while True:
        used, room = 0.0, len(letters)
        for place, (_, font, letter) in enumerate(letters):
            used += pdfmetrics.stringWidth(letter, font, SIZE)
            if used > width:
                room = place
                break
        else:
            yield letters
            return
        spaces = [place for place in range(room // 2, room) if letters[place][2] == " "]
        room = spaces[-1] + 1 if spaces else max(room, len(WRAPPED) + 1)
        yield letters[:room]
        letters = start + letters[room:]


def _joined(letters):
    line = []
    for colour, font, letter in letters:
        if line and line[-1][:2] == (colour, font):
            line[-1] = (colour, font, line[-1][2] + letter)
        else:
            line.append((colour, font, letter))
    return line


def _marked(colour, font, text):
    text = escape(text)
    named = f' name="{font}"' if font != fonts.CODE else ""
    coloured = f' color="{colour}"' if colour else ""
    return f"<font{named}{coloured}>{text}</font>" if named or coloured else text
