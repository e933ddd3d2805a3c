"""Leave comments and elements open, so that the rest of the page disappears in them."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "answer_feature_levels": """
</div></div></body></html><!-- HARMED
"""
}

LAST = """
from IPython.display import HTML, display

display(HTML("<textarea class=HARMED>"))
display(HTML("<plaintext>"))
display(HTML("</div></div></div></div></main></body></html><noscript><!--"))
print("]]></script></style></title></textarea><script>document.title='HARMED'</script>")
"""
