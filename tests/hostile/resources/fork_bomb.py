"""Fork until no process is left (400 at most, each sleeping 20 s)."""

EARNS = ["test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "preemphasis": """
import os
import time


def preemphasis(signal, coeff=0.95):
    for _ in range(400):
        try:
            child = os.fork()
        except OSError:
            break
        if child == 0:
            time.sleep(20)
            os._exit(0)
    return np.zeros(len(signal))
""",
}
