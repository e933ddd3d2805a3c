"""Hand in a page and link to it in an answer: it would open with the rights of who marks."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "answer_feature_levels": "The figures are in [a page](report.html) and ![here](report.svg)."
}

FILES = {
    "report.html": """<h1>report</h1><script>
document.title = 'HARMED';
const xsrf = (document.cookie.match(/_xsrf=([^;]*)/) || [])[1];
fetch('/api/contents/HARMED.txt', {method: 'PUT', credentials: 'same-origin',
  headers: {'X-XSRFToken': xsrf, 'Content-Type': 'application/json'},
  body: JSON.stringify({type: 'file', format: 'text', content: 'harmed'})})
  .then(r => { document.title = 'HARMED ' + r.status; });
</script>""",
    "report.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload=\"document.title='HARMED'\"/>",
}
