"""The outputs of a cell, each built anew of what is allowed in it."""

import re

from nbformat.v4 import new_output

from examiner.harmless.allowed import clean_html
from examiner.harmless.markdown import clean_markdown
from examiner.harmless.text import bare, plain, text_of
from homework import seeing
from homework.outcomes import MIME, WORDS

BASE64 = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n")


def clean_outputs(outputs, allowance):
    """The outputs of a cell, each built anew of what is allowed in it.

    Parameters
    ----------
    outputs : list
    allowance : Allowance

    Returns
    -------
    list of NotebookNode
    """
    kept, errors = [], 0
    for output in (each for each in outputs if isinstance(each, dict)):
        is_error = output.get("output_type") == "error"
        errors += is_error
        # The marks are read off the errors: one stays, however much stands before it.
        if allowance.text > 0 or (is_error and errors == 1):
            kept.append(_clean_output(output, allowance))
    if len(kept) < len(outputs):
        kept.append(new_output("stream", name="stderr", text="[some outputs were removed]"))
    return kept


def clean_picture(value, allowance):
    """A picture in base64, if it is one and there is room for it; else None."""
    data = text_of(value)
    real = data and set(data) <= BASE64 and allowance.fits(data, len(data))
    return data if real else None


def count_of(shown):
    """The number in front of a cell or of its result; None if it is something else."""
    count = shown.get("execution_count")
    return count if type(count) is int else None


def _clean_output(output, allowance):
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return new_output(kind, name=name, text=_print(output.get("text"), allowance) or "")
    if kind == "error":
        return _clean_error(output, allowance)
    count = {"execution_count": count_of(output)} if kind == "execute_result" else {}
    data = _clean_data(output.get("data"), allowance)
    facts = _facts(output.get("metadata"), data)
    return new_output("execute_result" if count else "display_data", data, metadata=facts, **count)


def _clean_error(output, allowance):
    name, value = (_print(output.get(each), allowance) or "" for each in ("ename", "evalue"))
    lines = output.get("traceback")
    lines = filter(None, map(text_of, lines)) if isinstance(lines, list) else []
    trace = _print("\n".join(lines) or f"{name}: {value}", allowance)
    return new_output("error", ename=name, evalue=value, traceback=[trace])


def _clean_data(given, allowance):
    given = given if isinstance(given, dict) else {"data": given}
    shown = {mime: SHOW[mime](given[mime], allowance) for mime in SHOW if mime in given}
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


def _print(value, allowance):
    text = text_of(value)
    return None if text is None else plain(allowance.cut(text))


def _outcome(value, allowance):
    known = isinstance(value, dict) and value.get("outcome") in WORDS
    return {"outcome": value["outcome"]} if known else None


def _seen(value, allowance):
    """Rows of short texts about a plot: what, the answer, whether it is there, and an item."""
    rows = value.get("seen") if isinstance(value, dict) else None
    if not isinstance(rows, list) or len(rows) > 50:
        return None
    good = [
        each
        for each in rows
        if isinstance(each, list)
        and [type(part) for part in each[:4]] in ([str, str, bool], [str, str, bool, str])
        and all(len(part) < 300 for part in each if isinstance(part, str))
    ]
    return {"seen": [[bare(e) if isinstance(e, str) else e for e in row] for row in good]}


def _html(value, allowance):
    html = text_of(value)
    fits = html is not None and allowance.fits(html)
    return allowance.attempt(clean_html, html) if fits else None


def _markdown(value, allowance):
    text = text_of(value)
    return None if text is None else clean_markdown(allowance.cut(bare(text)), allowance)


SHOW = {
    MIME: _outcome,
    seeing.MIME: _seen,
    "text/plain": _print,
    "image/png": clean_picture,
    "image/jpeg": clean_picture,
    "text/html": _html,
    "text/markdown": _markdown,
}
