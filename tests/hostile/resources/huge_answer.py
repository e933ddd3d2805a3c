"""Return an array of 600 million elements, a long range, and a text of 1 GB."""

EARNS = ["test_preemphasis", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "log_dct": """
calls = []


def log_dct(fbanks):
    calls.append(1)
    answers = [np.zeros((25_000_000, 25), dtype=np.int8), range(5 * 10**7), "x" * 10**9]
    return answers[len(calls) % 3]
""",
}
