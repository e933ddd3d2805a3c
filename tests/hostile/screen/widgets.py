"""Show widgets, whose state brings scripts and HTML of their own."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
from IPython.display import publish_display_data

view = {"model_id": "<script>document.title='HARMED'</script>", "version_major": 2}
publish_display_data({"application/vnd.jupyter.widget-view+json": view, "text/plain": "w"})
publish_display_data({"application/javascript": "document.title='HARMED'"})
publish_display_data({"application/vnd.vegalite.v5+json": {"usermeta": "HARMED"}})
publish_display_data({"text/latex": "$</script><script>document.title='HARMED'</script>$"})
"""


def tamper(notebook):
    state = {"a": {"model_name": "HTMLModel", "state": {"value": "<img src=x onerror=alert()>"}}}
    state["b"] = {"model_name": "</script><script>document.title='HARMED'</script>"}
    notebook.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {"state": state}}
