"""Raise an error whose text is 200 MB, whose repr never ends, and which causes itself."""

EARNS = ["test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "preemphasis": """
class Loud(Exception):
    def __str__(self):
        return "x" * 200_000_000


def preemphasis(signal, coeff=0.95):
    error = Loud()
    other = Loud()
    error.__cause__, other.__cause__ = other, error
    raise error
""",
}
