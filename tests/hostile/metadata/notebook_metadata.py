"""Fill the notebook's own metadata with what nbgrader and nbconvert might believe."""

EARNS = []
SOLVED = False

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    return 0.25
"""
}


def tamper(notebook):
    notebook.metadata.nbgrader = {"points": 4, "score": 4, "max_score": 4}
    notebook.metadata.celltoolbar = "Create Assignment"
    notebook.metadata.title = "<script>document.title='HARMED'</script>"
    notebook.metadata.authors = [{"name": "<script>document.title='HARMED'</script>"}]
    notebook.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    notebook.metadata.execution = {"timeout": 0, "allow_errors": True}
