"""Raise an error whose text, name and source line hold a script."""

EARNS = ["test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "preemphasis": """
Script = type("<script>document.title='HARMED'</script>", (ValueError,), {})


def preemphasis(signal, coeff=0.95):
    raise Script("<script>document.title='HARMED'</script>")  # <img src=x onerror=alert()>
""",
}

LAST = """
preemphasis.__name__ = preemphasis.__qualname__ = "<script>document.title='HARMED'</script>"
preemphasis([1])
"""
