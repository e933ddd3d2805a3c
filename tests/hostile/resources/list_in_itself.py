"""Return a list that contains itself, and a dict that does."""

EARNS = ["test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    answer = [0.0] * len(signal)
    answer[0] = answer
    other = {"all": answer}
    other["self"] = other
    answer[1] = other
    return answer if coeff == 0.5 else other
""",
}
