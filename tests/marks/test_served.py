"""What the Formgrader serves of students runs nothing and loads nothing."""

import re
import sys
from types import SimpleNamespace

from examiner.marks.served import FILES, HANDLERS, guarded, serve_safely

FRAME = """<head><script src="/formgrader/static/js/formgrade.js"></script>
<script type="text/javascript">
var submission_id = "1";
</script>
<!-- Load mathjax -->
<script src="https://cdnjs.cloudflare.com/mathjax/latest.js"> </script>
<script type="text/x-mathjax-config">init()</script>
<!-- End of mathjax configuration --></head>
<span onclick="toggle_name(true);"></span>
"""


def test_only_the_scripts_before_the_notebook_may_run():
    page, policy = guarded(f'{FRAME}<div id="notebook"><script>HARMED</script> $x$</div>')
    assert "cdnjs" not in page and "var MathJax" in page and "data:image/svg+xml" in page
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'" and rules["connect-src"] == "'self'"
    assert "unsafe-inline" not in rules["script-src"]
    # Three: the ids, what stands for MathJax, and the eye that shows a name; none of the notebook.
    assert rules["script-src"].count("sha256-") == 3
    _, policy = guarded(FRAME)
    assert re.findall("sha256-[^']+", policy) == re.findall("sha256-[^']+", rules["script-src"])


def test_files_are_served_as_data_that_acts_nowhere(monkeypatch):
    class Handler:
        content_security_policy = "frame-ancestors 'self'"

        def __init__(self):
            self.headers, self.sent = {}, []

        def set_header(self, name, value):
            self.headers[name] = value

        def write(self, chunk):
            self.sent.append(chunk)

    class Page(Handler):
        pass

    class Files(Handler):
        pass

    module = SimpleNamespace(SubmissionHandler=Page, SubmissionFilesHandler=Files)
    monkeypatch.setitem(sys.modules, HANDLERS, module)
    for _ in range(2):  # the configuration is read again
        serve_safely()
    files, page = Files(), Page()
    files.set_extra_headers("report.html")
    assert files.headers["Content-Disposition"] == "attachment"
    assert files.headers["X-Content-Type-Options"] == "nosniff"
    assert files.content_security_policy == FILES and FILES.startswith("sandbox;")
    page.write("<p>x</p>")
    page.write({"a": 1})
    assert page.sent == ["<p>x</p>", {"a": 1}]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_a_process_without_a_formgrader_is_left_alone(monkeypatch):
    monkeypatch.delitem(sys.modules, HANDLERS, raising=False)
    serve_safely()
    assert HANDLERS not in sys.modules
