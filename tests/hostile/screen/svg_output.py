"""Show an SVG picture that holds a script and handlers."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = '''
from IPython.display import SVG, display

space = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
body = """<script>document.title='HARMED'</script>
<a xlink:href="javascript:document.title='HARMED'"><text y="20">open</text></a>
<animate onbegin="document.title='HARMED'" attributeName="x" dur="1s"/>
<foreignObject><iframe srcdoc="&lt;script&gt;parent.document.title='HARMED'&lt;/script&gt;"/>
</foreignObject>"""
display(SVG(f"<svg {space} onload=\\"document.title='HARMED'\\">{body}</svg>"))
'''
