"""Print without end (2 million lines), then one text of 500 MB."""

EARNS = ["test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    for _ in range(2_000_000):
        print("flood" * 10)
    return np.zeros(len(signal))
""",
}

LAST = """
print("x" * 500_000_000)
"""
