"""What HTML may hold.

HTML of outputs is cut down to it. What nbconvert makes of texts is only compared with it.
"""

import re
from html import unescape

from bleach.css_sanitizer import CSSSanitizer
from bleach.sanitizer import Cleaner

from examiner.harmless.text import bare

VOID = {"br", "hr", "img", "input", "source"}
TAGS = """a audio b blockquote br caption code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i
img kbd li ol p pre s small source span strong sub summary sup table tbody td tfoot th thead tr u
ul"""
PROPERTIES = ["text-align", "font-weight", "font-style"]
PICTURE = r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+"
SOUND = r"data:audio/[\w.+-]+;base64,[A-Za-z0-9+/=\s]+"
WEB = r"(?i:https?)://[^\s\\]*"
# Nothing nearby: what a student laid there would open with the rights of who looks at it.
ANY, NUMBER = r"[\s\S]*", r"\d{1,4}"
CELL = {"colspan": NUMBER, "rowspan": NUMBER}
IN_OUTPUTS = {
    "*": {"style": rf"(?:\s*(?:{'|'.join(PROPERTIES)}):\s*[\w-]+(?:;|$))+"},
    "a": {"href": WEB, "title": ANY},
    "img": {"src": PICTURE, "alt": ANY, "title": ANY, "width": NUMBER, "height": NUMBER},
    "audio": {"src": SOUND, "controls": ANY},
    "source": {"src": SOUND, "type": r"audio/[\w.+-]+"},
    "td": CELL,
    "th": CELL,
}
# nbconvert itself adds anchors to headings, colours to code, boxes to lists of tasks.
CLASSES = r"anchor-link|highlight|task-list-item(-checkbox)?|language-[\w+#.-]+|[a-z][a-z0-9]{0,2}"
IN_TEXTS = IN_OUTPUTS | {
    "*": IN_OUTPUTS["*"] | {"class": CLASSES},
    "a": {"href": rf"{WEB}|mailto:[^\s:\\]*|attachment:[^\s:\\]*|#\S*", "title": ANY},
    "input": {"type": "checkbox", "disabled": "", "checked": ""},
    "ol": {"start": r"\d{1,9}"},
    **{f"h{level}": {"id": r"\S*"} for level in range(1, 7)},
}

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+(?:="[^"<>]*")?)*) ?/?>')
ATTRIBUTE = re.compile(r' ([a-z]+)(?:="([^"]*)")?')
RENDERED_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.S)
UNRENDERED = re.compile(r"<(style|script|title|template)\b.*?(?:</\1\s*>?|\Z)", re.S | re.I)
# MathJax commands that link, style, load, or change what others mean further down the page.
TEX = re.compile(
    r"(?<!\\)\\+(?=(?:href|class|style|cssId|data|require|unicode|bbox|mmlToken|texttip|mathtip"
    r"|action|includegraphics|csname|let|futurelet|[gex]?def|(?:re)?new(?:command|environment)"
    r"|providecommand|Declare(?:MathOperator|PairedDelimiters?X?))(?![A-Za-z]))"
)


def clean_html(html):
    """HTML of an output with only what is allowed there; None if nothing is left."""
    cleaner = Cleaner(
        tags=set(TAGS.split()),
        attributes=lambda tag, name, value: _is_allowed(IN_OUTPUTS, tag, name, unescape(value)),
        protocols={"http", "https", "data"},
        strip=True,
        css_sanitizer=CSSSanitizer(allowed_css_properties=PROPERTIES),
    )
    cleaned = cleaner.clean(UNRENDERED.sub("", bare(html)))
    return None if TEX.search(unescape(cleaned)) or not cleaned.strip() else cleaned


def holds_only_allowed(page, taken):
    """Whether every `<` opens an allowed tag in a form so strict that all browsers agree on it."""
    tags = TAG.findall(page)
    if len(tags) != page.count("<") or TEX.search(unescape(RENDERED_CODE.sub("", page))):
        return False
    inside = []
    for closing, tag, attributes in tags:
        if tag not in [*TAGS.split(), "input"] or not _are_allowed(tag, attributes, taken):
            return False
        if not closing and tag not in VOID:
            inside.append(tag)
        elif closing and (not inside or inside.pop() != tag):
            return False
    return not inside


def _are_allowed(tag, attributes, taken):
    pairs = [(name, unescape(value)) for name, value in ATTRIBUTE.findall(attributes)]
    free = all(name != "id" or value not in taken for name, value in pairs)
    return free and all(_is_allowed(IN_TEXTS, tag, *pair) for pair in pairs)


def _is_allowed(allowed, tag, name, value):
    pattern = allowed.get(tag, {}).get(name, allowed["*"].get(name))
    return pattern is not None and re.fullmatch(pattern, value) is not None
