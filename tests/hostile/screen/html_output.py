"""Show a script as HTML output, in several spellings."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
from IPython.display import HTML, Javascript, display

display(HTML("<script>document.title='HARMED'</script>"))
display(HTML("<sCrIpT src=data:text/javascript,document.title='HARMED'></ScRiPt >"))
display(HTML("</div></pre><svg><script>document.title='HARMED'</script></svg>"))
display(Javascript("document.title='HARMED'"))
"""
