"""The page as a browser would take it: which of it can act."""

import re
from collections import Counter
from html.parser import HTMLParser


class Seen(HTMLParser):
    """Counts what can act on a page."""

    ELEMENTS = """script iframe frame object embed applet form button textarea select svg math link
    base style meta template video noscript xmp plaintext"""
    ACTING = re.compile(r"(javascript|vbscript|data:(?!image/(png|jpeg|gif);|audio/))")

    def __init__(self, page):
        super().__init__()
        self.found, self.inside = Counter(), []
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
