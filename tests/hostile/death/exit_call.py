"""Leave by exit() and quit() in a cell, which ask the kernel to end."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
exit()
quit()
get_ipython().ask_exit()
"""
