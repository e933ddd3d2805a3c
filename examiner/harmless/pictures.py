"""Pictures beside a notebook become part of its text: no page asks for a file of a student's."""

import base64
import re
from urllib.parse import unquote

from examiner.collecting.untrusted import read_one

LARGEST = 5_000_000  # bytes of one picture
KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF87a": "gif", b"GIF89a": "gif"}
# In markdown and in HTML: what stands before the name of a file, and the name.
NAMED = re.compile(
    r"(?P<before>!\[[^]\n]*\]\(\s*<?|<img\b[^<>]{0,300}?\bsrc=[\"'])"
    r"(?![a-zA-Z][\w+.-]*:|[/\\#])(?P<name>[^\s\"'<>()]{1,300})"
)


def with_pictures(source, folder, allowance):
    """A text whose pictures from files hold the data of the files.

    Parameters
    ----------
    source : str
    folder : Path
        Where the submission lies.
    allowance : Allowance

    Returns
    -------
    str
        The name stays where there is no such picture; what it would lead to is not shown then.
    """

    def data_of(found):
        data = read_one(folder, unquote(found["name"]), LARGEST)
        kind = next((KINDS[start] for start in KINDS if (data or b"").startswith(start)), None)
        text = base64.b64encode(data).decode() if kind else ""
        if not kind or not allowance.fits("", len(text)):
            return found[0]
        return f"{found['before']}data:image/{kind};base64,{text}"

    return NAMED.sub(data_of, source)
