"""Markdown on paper: paragraphs, lists, tables, code, formulas and pictures."""

import base64
import re
from functools import cache
from html import escape

import mistune
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Spacer, Table, TableStyle

from homework.submit import fonts
from homework.submit.code import code_block
from homework.submit.formulas import picture_of
from homework.submit.pictures import picture

SIZE = 9.5
INDENT = 14
MARKS = {"strong": "b", "emphasis": "i", "strikethrough": "strike"}
# A formula over several lines, of which each is drawn on its own.
ALIGNED = re.compile(r"\\begin\{(?:align|aligned|gather|eqnarray)\*?\}(.*?)\\end\{\w+\*?\}", re.S)


def body(indent=0, size=SIZE, font=fonts.TEXT, **more):
    """The style of a paragraph."""
    return ParagraphStyle(
        "body",
        fontName=font,
        fontSize=size,
        leading=size * 1.4,
        leftIndent=indent,
        spaceAfter=size * 0.4,
        splitLongWords=1,
        **more,
    )


@cache
def _reader():
    return mistune.create_markdown(renderer=None, plugins=["table", "math", "strikethrough", "url"])


def tokens_of(text):
    """Markdown as a tree of plain data."""
    return _reader()(text)


def prose(text, attachments, width):
    """A text in Markdown as flowables.

    Parameters
    ----------
    text : str
    attachments : dict
        Pictures by their name: MIME type to base64.
    width : float
        In points.

    Returns
    -------
    list of Flowable
    """
    return list(_blocks(tokens_of(text), attachments or {}, width, 0))


def _blocks(tokens, attachments, width, indent):
    for token in tokens:
        kind = token["type"]
        if kind in ("paragraph", "block_text", "heading"):
            size = SIZE if kind != "heading" else max(SIZE, 13 - token["attrs"]["level"])
            font = fonts.BOLD if kind == "heading" else fonts.TEXT
            words = marked_up(token["children"], size, font)
            if words.strip():
                yield Paragraph(words, body(indent, size, font))
            yield from _pictures(token["children"], attachments, width - indent)
        elif kind == "list":
            yield from _items(token, attachments, width, indent)
        elif kind == "block_code":
            yield from code_block(token["raw"].rstrip("\n"), width - indent, "")
        elif kind == "block_math":
            yield from _formulas(token["raw"], indent)
        elif kind == "block_quote":
            yield from _blocks(token["children"], attachments, width, indent + INDENT)
        elif kind == "table":
            yield _table(token, width - indent)
            yield Spacer(0, 4)
        elif words := re.sub(r"<[^>]*>", "", token.get("raw", "")).strip():
            yield Paragraph(drawn(words), body(indent))


def _items(token, attachments, width, indent):
    start = token["attrs"].get("start", 1)
    for number, item in enumerate(token["children"], start):
        bullet = f"{number}." if token["attrs"]["ordered"] else "\N{BULLET}"
        # The first line has the bullet; the rest stands below it.
        parts = _blocks(item["children"], attachments, width, indent + INDENT)
        for place, part in enumerate(parts):
            if place == 0 and isinstance(part, Paragraph):
                part = Paragraph(part.text, part.style, bulletText=bullet)
                part.style = ParagraphStyle(
                    "item", parent=part.style, bulletIndent=indent, bulletFontName=fonts.TEXT
                )
            yield part


def _formulas(text, indent):
    aligned = ALIGNED.search(text)
    for line in re.split(r"\\\\", aligned[1]) if aligned else [text]:
        line = line.replace("&", "") if aligned else line
        if line.strip():
            yield Paragraph(formula(line, SIZE + 1), body(indent + INDENT, SIZE + 1))


def _table(token, width):
    rows = [
        [Paragraph(marked_up(cell["children"], SIZE - 1), body(0, SIZE - 1)) for cell in row]
        for part in token["children"]
        for row in (
            [part["children"]]
            if part["type"] == "table_head"
            else [each["children"] for each in part["children"]]
        )
    ]
    columns = max(map(len, rows))
    rows = [row + [""] * (columns - len(row)) for row in rows]
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.3, colors.grey), ("VALIGN", *ALL, "TOP")])
    return Table(rows, [width / columns] * columns, style=style, splitInRow=1, repeatRows=0)


ALL = ((0, 0), (-1, -1))


def _pictures(tokens, attachments, width):
    for token in tokens:
        if token["type"] == "image":
            name = token["attrs"]["url"].removeprefix("attachment:")
            for kind, data in attachments.get(name, {}).items():
                drawing = picture(kind, base64.b64decode(data), width)
                if drawing:
                    yield drawing
        yield from _pictures(token.get("children", ()), attachments, width)


def marked_up(tokens, size, font=fonts.TEXT):
    """Words with their marks, as a `Paragraph` takes them."""
    parts = []
    for token in tokens:
        kind, inside = token["type"], token.get("children", ())
        if kind in MARKS:
            parts.append(f"<{MARKS[kind]}>{marked_up(inside, size, font)}</{MARKS[kind]}>")
        elif kind == "codespan":
            code = drawn(token["raw"], fonts.CODE)
            parts.append(f'<font name="{fonts.CODE}" size="{size - 1}">{code}</font>')
        elif kind in ("inline_math", "block_math"):
            parts.append(formula(token["raw"], size))
        elif kind == "linebreak":
            parts.append("<br/>")
        elif kind == "softbreak":
            parts.append(" ")
        elif kind == "image":
            continue
        elif kind == "link":
            url, words = token["attrs"]["url"], marked_up(inside, size, font)
            parts.append(words if url in words else f"{words} ({drawn(url)})")
        elif kind != "inline_html":
            parts.append(drawn(token.get("raw", ""), font) + marked_up(inside, size, font))
    return "".join(parts)


def drawn(text, font=fonts.TEXT):
    """A text as markup, each letter in a font that has it."""
    return "".join(
        escape(part) if used == font else f'<font name="{used}">{escape(part)}</font>'
        for used, part in fonts.runs(text, font)
    )


def formula(text, size):
    """A formula as a picture in its line; as it was typed where it cannot be drawn."""
    found = picture_of(text, size)
    if found is None:
        return f'<font name="{fonts.CODE}" size="{size - 1}">{drawn(text, fonts.CODE)}</font>'
    path, width, height, depth = found
    size = f'width="{width:.1f}" height="{height:.1f}" valign="{-depth:.1f}"'
    return f'<img src="{escape(str(path))}" {size}/>'
