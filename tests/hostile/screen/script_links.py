"""Offer links that run a script when they are clicked."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
from IPython.display import HTML, FileLink, Markdown, display

display(HTML("<a href=\\"javascript:document.title='HARMED'\\">mark scheme</a>"))
display(HTML("<a href=\\" java&#10;script:document.title='HARMED'\\" target=_blank>feedback</a>"))
display(Markdown("[open](javascript:document.title='HARMED') <img src=x onerror=alert()>"))
display(FileLink("javascript:document.title='HARMED'"))
"""
