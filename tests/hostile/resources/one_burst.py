"""Take much memory in one burst (6 GB of ones)."""

EARNS = ["test_preemphasis", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "log_dct": """
def log_dct(fbanks):
    return np.ones(750_000_000).reshape(-1, 25)
""",
}
