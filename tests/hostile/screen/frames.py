"""Put other pages into the page: iframes, objects, embeds, a base and a form."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = '''
from IPython.display import HTML, IFrame, display

page = "<script>parent.document.title='HARMED'</script>"
display(IFrame("javascript:parent.document.title='HARMED'", 100, 100))
display(HTML(f"""<iframe srcdoc="{page}"></iframe>
<object data="data:text/html,{page}"></object><embed src="data:text/html,{page}">
<base href="https://192.0.2.1/"><link rel=import href="data:text/html,{page}">
<form action="javascript:document.title='HARMED'"><button>Next submission</button></form>"""))
'''
