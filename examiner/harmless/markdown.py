"""Texts in markdown, as students write them and print them.

A text stays as written if the page that nbconvert makes of it holds only what is allowed; else its
markup is mended and looked at again; else it is shown as code.
"""

import re

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.filters.strings import strip_files_prefix

from examiner.harmless.allowed import TEX, holds_only_allowed

CODE_OR_MATH = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)|\Z)"
    r"|`+[^`\n]+`+|\$\$[^$]*\$\$|\$[^$\n]+\$",
    re.M | re.S,
)
MENDS = [
    (re.compile(r"<(?=[A-Za-z/!?])(?!/?(?:b|br|details|i|sub|summary|sup|u) ?/?>)"), "&lt;"),
    # A picture from elsewhere would tell who looks at it: it becomes a link.
    (re.compile(r"!(?=\[[^]\n]*\](?:\(\s*<?https?:|\[))"), ""),
    # What leads to a file nearby, or nobody knows where, is read as text.
    (re.compile(r"\](?=\(\s*<?(?!https?:|mailto:|data:image/|attachment:|#))"), r"]\\"),
    (re.compile(r"^( {0,3})(?=\[[^]\n]+\]:\s*<?(?!https?:|#))", re.M), r"\1\\"),
    # The same look, another id.
    (re.compile(r"^( {0,3}#{1,6} .*)$", re.M), r"\1&nbsp;"),
]
PASTED = re.compile(r"\]\(attachment:([^)\s]*)")
MERMAID = re.compile(r"^( {0,3}[`~]{3,}\s*)mermaid")


def clean_markdown(source, allowance, attachments=()):
    """A text that nbconvert makes a harmless page of.

    Parameters
    ----------
    source : str
    allowance : Allowance
    attachments : dict
        Pictures by name.

    Returns
    -------
    str
        The text as written, if that is harmless; else mended; else all of it as code.
    """
    for text in (source, allowance.attempt(_mend, source, attachments)):
        if text is not None and allowance.attempt(_is_harmless, text, attachments, allowance.taken):
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
    return all(holds_only_allowed(each, taken) for each in {page, strip_files_prefix(page)})


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
