"""Crash the interpreter by reading from address zero."""

EARNS = ["test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "preemphasis": """
import ctypes


def preemphasis(signal, coeff=0.95):
    return ctypes.string_at(0)
""",
}
