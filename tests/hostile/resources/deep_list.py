"""Return a list nested 100000 deep."""

EARNS = ["test_preemphasis", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "log_dct": """
def log_dct(fbanks):
    answer = 0.0
    for _ in range(100_000):
        answer = [answer]
    return answer
""",
}
