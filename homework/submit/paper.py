"""The PDF of what a student wrote: drawn by reportlab, so that it needs no browser."""

import base64
import io
import re
import textwrap

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus.flowables import FrameBG

from homework.outcomes import WORDS
from homework.submit import fonts
from homework.submit.code import code_block
from homework.submit.pictures import picture
from homework.submit.prose import body, drawn, prose

MARGIN = 54
INSET = 8
WIDTH = A4[0] - 2 * MARGIN - 2 * INSET - 12
LINES = 25  # of what a cell prints
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
GREY = colors.HexColor("#555555")
FRAME = {"strokeColor": colors.HexColor("#7a8ba0"), "strokeWidth": 0.8}


def draw(title, parts, name):
    """Draw parts of notebooks.

    Parameters
    ----------
    title : str
        On each page.
    parts : list of Part
    name : str
        The student's, on each frame.

    Returns
    -------
    bytes
        A PDF.
    """
    fonts.register()
    story = [Paragraph(drawn(title, fonts.BOLD), body(0, 15, fonts.BOLD)), Spacer(0, 4)]
    headings = []
    for part in parts:
        if part.kind == "heading":
            headings.append(_heading(part))
            continue
        story += _flowables(part, name, headings)
        headings = []
    story += headings
    made = io.BytesIO()
    sides = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
    document = SimpleDocTemplate(made, pagesize=A4, title=title, author=name, **sides)
    document.build(story, canvasmaker=_numbered(title))
    return made.getvalue()


def footer(title, page, pages):
    """What stands below each page."""
    return f"{title}  |  page {page} of {pages}"


def _numbered(title):
    class Numbered(Canvas):
        """Knows how many pages there are before it writes the first number."""

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.waiting = []

        def showPage(self):  # noqa: N802  (reportlab's name)
            self.waiting.append(dict(self.__dict__))
            self._startPage()

        def save(self):
            for number, state in enumerate(self.waiting, 1):
                self.__dict__.update(state)
                self.setFillColor(GREY)
                at = A4[0] / 2
                line = footer(title, number, len(self.waiting))
                for font, part in [*fonts.runs(line, fonts.TEXT)][:1]:
                    self.setFont(font, 8)
                    self.drawCentredString(at, MARGIN / 2, part)
                super().showPage()
            super().save()

    return Numbered


def _heading(part):
    size = 13 if part.level < 2 else 10
    text = part.source.replace("`", "")
    style = body(0, size, fonts.BOLD, textColor=GREY, spaceBefore=size * 0.8)
    return Paragraph(drawn(text, fonts.BOLD), style)


def _flowables(part, name, headings):
    """A part below its headings, on one page with them and with its figures if there is room."""
    if part.kind == "test":
        said = f"<b>{WORDS.get(part.outcome, 'not run')}</b>: {drawn(part.source)}"
        return [*headings, Paragraph(said, body(INSET, 8, textColor=GREY))]
    head = f"{drawn(part.name)}{f', {part.points:g} points' if part.points else ''}, {drawn(name)}"
    written = [Paragraph(f"<b>{head}</b>", body(0, 8, textColor=GREY))]
    if part.kind == "code":
        written += code_block(part.source, WIDTH) or [_quiet("nothing is written here")]
    else:
        written += prose(part.source, part.attachments, WIDTH)
    shown = [each for output in part.outputs for each in _output(output)]
    framed = [
        FrameBG(start=True, left=0, right=0, **FRAME),
        Spacer(0, 3),
        *(_indented(each) for each in written + shown),
        Spacer(0, 4),
        FrameBG(start=False),
    ]
    return [KeepTogether([*headings, Spacer(0, 5), *framed, Spacer(0, 3)])]


def _indented(flowable):
    """Away from the frame's line."""
    style = getattr(flowable, "style", None)
    if hasattr(style, "leftIndent"):
        flowable.style = style.clone("inside", leftIndent=style.leftIndent + INSET)
        flowable.style.rightIndent = INSET
        if getattr(style, "bulletIndent", None) is not None:
            flowable.style.bulletIndent = style.bulletIndent + INSET
    return flowable


def _quiet(text):
    return Paragraph(f"<i>{drawn(text, fonts.ITALIC)}</i>", body(0, 8, textColor=GREY))


def _output(output):
    """What a cell showed: its figures, and the first lines that it printed."""
    data = output.get("data", {})
    for kind in ("image/png", "image/jpeg"):
        if kind in data:
            return [each for each in [picture(kind, _decoded(data[kind]), WIDTH)] if each]
    if output["output_type"] == "error":
        text = f"{output['ename']}: {output['evalue']}"
    else:
        text = output.get("text") or data.get("text/plain") or ""
    lines = ANSI.sub("", "".join(text)).rstrip().splitlines()
    if len(lines) > LINES:
        lines = [*lines[:LINES], f"... {len(lines) - LINES} lines more"]
    text = "\n".join(textwrap.shorten(each, 400) if len(each) > 400 else each for each in lines)
    return [Spacer(0, 3), *code_block(text, WIDTH, "")] if text.strip() else []


def _decoded(text):
    try:
        return base64.b64decode("".join(text))
    except ValueError:
        return b""
