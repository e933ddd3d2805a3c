"""What the Formgrader serves of students: pages that load nothing, files that act nowhere.

It is a part of Jupyter: a script on one of its pages would have the rights of who marks.
"""

import base64
import hashlib
import re
import sys

from examiner.marks.formulas import with_formulas

HANDLERS = "nbgrader.server_extensions.formgrader.handlers"
FILES = "sandbox; default-src 'none'; frame-ancestors 'none'"
PAGE = (
    "default-src 'none'; script-src 'self' 'unsafe-hashes' {hashes}; style-src 'self' "
    "'unsafe-inline'; font-src 'self'; img-src 'self' data:; media-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
# All before it is nbgrader's own; what students wrote comes after it.
NOTEBOOK = '<div id="notebook"'
SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>(.*?)</script>|\bonclick=\"([^\"]*)\"", re.S)
MATHJAX = re.compile(r"<!-- Load mathjax -->.*?<!-- End of mathjax configuration -->", re.S)
# Nbgrader's own script waits for MathJax; the formulas are drawn by now.
DRAWN = """<script>
var MathJax = {Hub: {Startup: {signal: {Interest: function (act) {
    $(document).ready(function () { act("End"); });
}}}}};
</script>"""


def serve_safely():
    """Change nbgrader's handlers, where this process is Jupyter and has them."""
    handlers = sys.modules.get(HANDLERS)
    if handlers is None or getattr(handlers.SubmissionHandler, "guarded", False):
        return
    page, files = handlers.SubmissionHandler, handlers.SubmissionFilesHandler
    files.content_security_policy = FILES
    files.set_extra_headers = _as_attachment
    stock = page.write

    def write(handler, chunk):
        if isinstance(chunk, str):
            chunk, policy = guarded(chunk)
            handler.set_header("Content-Security-Policy", policy)
        stock(handler, chunk)

    page.write, page.guarded = write, True


def _as_attachment(handler, path):
    handler.set_header("Content-Disposition", "attachment")
    handler.set_header("X-Content-Type-Options", "nosniff")


def guarded(page):
    """A marking page that asks the net for nothing, and the policy that it is served under.

    Parameters
    ----------
    page : str

    Returns
    -------
    str, str
        Only the scripts before the notebook may run, and nbgrader's own files.
    """
    frame, mark, notebook = page.partition(NOTEBOOK)
    frame = MATHJAX.sub(lambda _: DRAWN, frame)
    scripts = {found[1] or found[2] for found in SCRIPT.finditer(frame)} - {None}
    hashes = " ".join(f"'sha256-{_digest(each)}'" for each in sorted(scripts))
    return frame + mark + with_formulas(notebook), PAGE.format(hashes=hashes)


def _digest(script):
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
