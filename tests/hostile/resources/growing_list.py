"""Let a list grow until the memory is full (6 GB)."""

EARNS = ["test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    kept = []
    for _ in range(6000):
        kept.append(bytearray(b"x" * 1_000_000))
    return np.zeros(len(signal))
""",
}
