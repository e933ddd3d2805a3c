"""Hand in files whose names hold a script."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

FILES = {
    "<img src=x onerror=document.title='HARMED'>.txt": "HARMED",
    "<script>document.title='HARMED'<!--.py": "HARMED",
    "' onclick='document.title=1.png": "HARMED",
    "page.html": "<script>document.title='HARMED'</script>",
    "index.html": "<script>document.title='HARMED'</script>",
    "ex1.html": "<script>document.title='HARMED'</script>",
}
