"""Put the verdict right again before each cell, by a pre_run_cell event."""

EARNS = []
SOLVED = False

CELLS = {}

FIRST = """
def forgive(info):
    import homework.asking
    import homework.verdicts

    homework.verdicts.verdict = lambda check: print("Right.")
    get_ipython().user_ns["verdict"] = homework.verdicts.verdict


get_ipython().events.register("pre_run_cell", forgive)
"""
