"""Attach a picture to a written answer whose name, kind and data hold a script."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "answer_feature_levels": """
![one](attachment:a.png) ![two](attachment:b.svg)
"""
}


def tamper(notebook):
    script = "\"><script>document.title='HARMED'</script>"
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and "attachment:" in cell.source:
            cell.attachments = {
                "a.png": {"image/png": script},
                "b.svg": {"image/svg+xml": "<svg onload=\"document.title='HARMED'\"/>"},
                script: {"text/html": script},
            }
