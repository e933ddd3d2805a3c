"""Register an IPython input transformer that drops the verdict from each cell."""

EARNS = []
SOLVED = False

CELLS = {}

FIRST = """
def without_verdict(lines):
    return [line for line in lines if not line.startswith("verdict(")]


get_ipython().input_transformers_cleanup.insert(0, without_verdict)
get_ipython().input_transformers_post.append(without_verdict)
"""
