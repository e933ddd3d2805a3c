"""Loop without end while a solution cell is run, before its function is defined (400 s)."""

EARNS = ["test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "preemphasis": """
import time

end = time.time() + 400
while time.time() < end:
    time.sleep(1)


def preemphasis(signal, coeff=0.95):
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
""",
}
