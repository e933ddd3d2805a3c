"""What students wrote and printed, made harmless before it reaches a browser.

nbgrader shows outputs and texts as they are: a student's script would act in the Formgrader with
the instructor's rights. The graded notebook itself is cleaned, so every page made of it is safe.
A text stays as written if the page that nbconvert makes of it holds only what is allowed here;
else its markup is mended and looked at again; else it is shown as code.
"""

import re
import signal
import threading
import time
from contextlib import contextmanager
from html import unescape

from bleach.css_sanitizer import CSSSanitizer
from bleach.sanitizer import Cleaner
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.filters.strings import strip_files_prefix
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Integer

CUT = "[cut here: this cell shows more than it may]"
# Seconds for the markup of one cell: a short text can be written to take hours.
PATIENCE = 10
# The filter that makes HTML of colours copies all that follows each of them.
MOST_COLOURS = 5000

VOID = {"br", "hr", "img", "input", "source"}
TAGS = """a audio b blockquote br caption code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i
img kbd li ol p pre s small source span strong sub summary sup table tbody td tfoot th thead tr u
ul"""
PROPERTIES = ["text-align", "font-weight", "font-style"]
PICTURE = r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+"
SOUND = r"data:audio/[\w.+-]+;base64,[A-Za-z0-9+/=\s]+"
WEB = r"(?i:https?)://[^\s\\]*"
# No colon: nbconvert drops a leading `files/`, and what follows would be read as a scheme.
# Nothing that leads up: a picture may not ask this server for, say, `/logout`.
NEARBY = r"(?![/\\])(?!.*(?:\.|%2[eE]){2})[^\s:\\]*"
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
    "a": {"href": rf"{WEB}|mailto:[^\s:\\]*|attachment:[^\s:\\]*|#\S*|{NEARBY}", "title": ANY},
    "img": IN_OUTPUTS["img"] | {"src": f"{PICTURE}|{NEARBY}"},
    "input": {"type": "checkbox", "disabled": "", "checked": ""},
    "ol": {"start": r"\d{1,9}"},
    **{f"h{level}": {"id": r"\S*"} for level in range(1, 7)},
}
# The Formgrader and the feedback pages find their own elements by these.
PAGE_IDS = {"notebook", "notebook-container", "statusmessage", "toc", "top"}

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
CODE_OR_MATH = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)|\Z)"
    r"|`+[^`\n]+`+|\$\$[^$]*\$\$|\$[^$\n]+\$",
    re.M | re.S,
)
MENDS = [
    (re.compile(r"<(?=[A-Za-z/!?])(?!/?(?:b|br|details|i|sub|summary|sup|u) ?/?>)"), "&lt;"),
    # A picture from elsewhere would tell who looks at it: it becomes a link.
    (re.compile(r"!(?=\[[^]\n]*\](?:\(\s*<?https?:|\[))"), ""),
    (re.compile(r"\](?=\(\s*<?(?!https?:|mailto:|data:image/|attachment:)[^)\s]*[:&])"), r"]\\"),
    (re.compile(r"^( {0,3})(?=\[[^]\n]+\]:\s*<?(?!https?:)\S*[:&])", re.M), r"\1\\"),
    # The same look, another id.
    (re.compile(r"^( {0,3}#{1,6} .*)$", re.M), r"\1&nbsp;"),
]
PASTED = re.compile(r"\]\(attachment:([^)\s]*)")
MERMAID = re.compile(r"^( {0,3}[`~]{3,}\s*)mermaid")

COLOUR = (
    r"\x1b\[(?:(?:[34]8;5;\d{1,3}|[34]8;2(?:;\d{1,3}){3}|0?\d|2\d|[34][0-79]|9[0-7]|10[0-7])"
    r"(?:;(?!m)|(?=m)))*m"
)
ESCAPE = re.compile(
    rf"({COLOUR})|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
# Controls, what turns the reading direction, and halves of characters, which no file can hold.
UNSEEN = re.compile(
    r"[\0-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
EMBEDDED = re.compile(f"{PICTURE}|{SOUND}")
BASE64 = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n")


class MakeHarmless(NbGraderPreprocessor):
    """The last step of grading: nothing of a student's acts in the instructor's browser."""

    largest = Integer(2_000_000, help="Characters of text that a cell may show.").tag(config=True)
    largest_media = Integer(
        10_000_000, help="Characters of pictures and sound, as base64, that a cell may show."
    ).tag(config=True)
    taken = PAGE_IDS

    def preprocess(self, nb, resources):
        kept = {name: nb.metadata.get(name) for name in ("kernelspec", "language_info")}
        nb.metadata = {
            name: {key: value for key, value in part.items() if isinstance(value, str)}
            for name, part in kept.items()
            if isinstance(part, dict)
        }
        names = {str(_grading(cell).get("grade_id")) for cell in nb.cells if _grading(cell)}
        around = ("{}", "{}-comment", "{}_extra_credit", "comment-{}")
        self.taken = PAGE_IDS | {each.format(name) for name in names for each in around}
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell, resources, index):
        room = Room(self.largest, self.largest_media, self.taken)
        if _grading(cell).get("locked") is not True:
            self._clean_source(cell, room)
        if cell.cell_type == "code":
            outputs = cell.get("outputs")
            cell.outputs = clean_outputs(outputs if isinstance(outputs, list) else [], room)
            cell.execution_count = _count(cell)
        return cell, resources

    def _clean_source(self, cell, room):
        cell.metadata = {"nbgrader": _grading(cell)} if _grading(cell) else {}
        cell.source = bare(_text(cell.get("source")) or "")
        attachments = cell.pop("attachments", None)
        if cell.cell_type == "code":
            return
        pictures = clean_attachments(attachments, room)
        if pictures:
            cell.attachments = pictures
        source = room.cut(cell.source)
        if cell.cell_type == "markdown":
            cell.source = clean_markdown(source, room, pictures)
        else:  # nbconvert takes a raw cell for HTML
            cell.source, cell.cell_type = as_code(source), "markdown"
        for name in ("outputs", "execution_count"):
            cell.pop(name, None)


class Room:
    """What one cell may still take: room on the page, time, and names.

    Parameters
    ----------
    text, media : int
        Characters of text; of pictures and sound.
    taken : set of str
        Ids that its headings must not get.
    """

    def __init__(self, text, media, taken=PAGE_IDS):
        self.text, self.media, self.taken, self.seconds = text, media, taken, PATIENCE

    def cut(self, text):
        """Take a text, or as much of it as there is room for."""
        if self.fits(text):
            return text
        kept, self.text = text[: max(self.text, 0)], 0
        return f"{kept}\n{CUT}"

    def fits(self, text, media=None):
        """Take a text, of which `media` characters are pictures or sound, if there is room."""
        if media is None:
            media = sum(len(found[0]) for found in EMBEDDED.finditer(text))
        size = len(text) - media + 100  # what is empty takes room on the page too
        if size > self.text + 100 or self.text <= 0 or media > self.media:
            return False
        self.text, self.media = self.text - size, self.media - media
        return True

    def attempt(self, make, *given):
        """What `make` returns, or None if it fails or takes too long."""
        start = time.monotonic()
        try:
            with _within(max(self.seconds, 0.01)):
                return make(*given)
        except Exception:  # whatever a parser raises on hostile markup
            return None
        finally:
            self.seconds -= time.monotonic() - start


@contextmanager
def _within(seconds):
    reached = threading.current_thread() is threading.main_thread()  # as signals do
    if not (reached and hasattr(signal, "SIGALRM")):
        yield
        return

    def stop(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)  # again, where a parser swallows the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def clean_outputs(outputs, room):
    """The outputs of a cell, each built anew of what is allowed in it.

    Parameters
    ----------
    outputs : list
    room : Room

    Returns
    -------
    list of NotebookNode
    """
    kept, errors = [], 0
    for output in (each for each in outputs if isinstance(each, dict)):
        is_error = output.get("output_type") == "error"
        errors += is_error
        # The marks are read off the errors: one stays, however much stands before it.
        if room.text > 0 or (is_error and errors == 1):
            kept.append(_clean_output(output, room))
    if len(kept) < len(outputs):
        kept.append(new_output("stream", name="stderr", text="[some outputs were removed]"))
    return kept


def _clean_output(output, room):
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return new_output(kind, name=name, text=_print(output.get("text"), room) or "")
    if kind == "error":
        return _clean_error(output, room)
    count = {"execution_count": _count(output)} if kind == "execute_result" else {}
    data = _clean_data(output.get("data"), room)
    facts = _facts(output.get("metadata"), data)
    return new_output("execute_result" if count else "display_data", data, metadata=facts, **count)


def _clean_error(output, room):
    name, value = (_print(output.get(each), room) or "" for each in ("ename", "evalue"))
    lines = output.get("traceback")
    lines = filter(None, map(_text, lines)) if isinstance(lines, list) else []
    trace = _print("\n".join(lines) or f"{name}: {value}", room)
    return new_output("error", ename=name, evalue=value, traceback=[trace])


def _clean_data(given, room):
    given = given if isinstance(given, dict) else {"data": given}
    shown = {mime: SHOW[mime](given[mime], room) for mime in SHOW if mime in given}
    data = {mime: value for mime, value in shown.items() if value is not None}
    removed = sorted(set(map(str, given)) - set(data))
    if removed:
        note = plain(f"[removed: {', '.join(removed)[:200]}]")
        data["text/plain"] = "\n".join(filter(None, [data.get("text/plain"), note]))
    return data


def _facts(metadata, data):
    """What pages use of a picture's metadata: its size, and its description in words."""
    facts = {}
    for mime in {"image/png", "image/jpeg"} & set(data) if isinstance(metadata, dict) else ():
        given = metadata[mime] if isinstance(metadata.get(mime), dict) else {}
        known = {name: given[name] for name in ("width", "height") if type(given.get(name)) is int}
        if isinstance(given.get("alt"), str):
            known["alt"] = re.sub(r'[<>"]', "", plain(given["alt"][:1000]))
        facts |= {mime: known} if known else {}
    return facts


def _print(value, room):
    text = _text(value)
    return None if text is None else plain(room.cut(text))


def _picture(value, room):
    data = _text(value)
    real = data and set(data) <= BASE64 and room.fits(data, len(data))
    return data if real else None


def _html(value, room):
    html = _text(value)
    return room.attempt(clean_html, html) if html is not None and room.fits(html) else None


def _markdown(value, room):
    text = _text(value)
    return None if text is None else clean_markdown(room.cut(bare(text)), room)


SHOW = {
    "text/plain": _print,
    "image/png": _picture,
    "image/jpeg": _picture,
    "text/html": _html,
    "text/markdown": _markdown,
}


def plain(text):
    """A printed text as a terminal would leave it, with colours as its only control sequences."""
    colour = r"\1" if text.count("\x1b[") <= MOST_COLOURS else ""
    text = UNSEEN.sub("", ESCAPE.sub(colour, text))
    lines = [line.split("\r") for line in text.replace("\r\n", "\n").split("\n")]
    # A progress bar writes over itself; what it wrote last stays.
    return "\n".join(next(filter(str.strip, reversed(parts)), parts[-1]) for parts in lines)


def bare(text):
    """A text without controls, so that it reads as it is."""
    return UNSEEN.sub("", ESCAPE.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")


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


def clean_attachments(attachments, room):
    """The pictures that were pasted into a text; what is no picture is dropped."""
    pictures = {}
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        for kind, data in bundle.items() if isinstance(bundle, dict) else ():
            if kind in {"image/png", "image/jpeg", "image/gif"} and _picture(data, room):
                pictures[name] = {kind: _text(data)}
    return pictures


def clean_markdown(source, room, attachments=()):
    """A text that nbconvert makes a harmless page of.

    Parameters
    ----------
    source : str
    room : Room
    attachments : dict
        Pictures by name.

    Returns
    -------
    str
        The text as written, if that is harmless; else mended; else all of it as code.
    """
    for text in (source, room.attempt(_mend, source, attachments)):
        if text is not None and room.attempt(_is_harmless, text, attachments, room.taken):
            return text
    return as_code(source)


def as_code(text):
    """A text as a fenced block, which shows every character as it is."""
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return f"{fence}\n{text}\n{fence}"


def _is_harmless(source, attachments, taken):
    renderer = IPythonRenderer(escape=False, attachments=dict(attachments))
    page = MarkdownWithMath(renderer=renderer).render(source)
    # The pages drop this prefix from cells, not from outputs.
    return all(_holds_only_allowed(each, taken) for each in {page, strip_files_prefix(page)})


def _holds_only_allowed(page, taken):
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


def _mend(source, attachments):
    """Let markup be read as text, and leave code and formulas as they are."""
    parts, end = [], 0
    for found in CODE_OR_MATH.finditer(source):
        parts += [
            _mend_prose(source[end : found.start()], attachments),
            MERMAID.sub(r"\1text", found[0]),
        ]
        end = found.end()
    return TEX.sub("", "".join([*parts, _mend_prose(source[end:], attachments)]))


def _mend_prose(text, attachments):
    for pattern, instead in MENDS:
        text = pattern.sub(instead, text)
    return PASTED.sub(
        lambda found: found[0] if found[1] in attachments else rf"]\{found[0][1:]}", text
    )


def _grading(cell):
    metadata = cell.get("metadata")
    grading = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return grading if isinstance(grading, dict) else {}


def _count(shown):
    count = shown.get("execution_count")
    return count if type(count) is int else None


def _text(value):
    """A string, or a list of strings as one; None if it is something else."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "".join(value)
    return value if isinstance(value, str) else None
