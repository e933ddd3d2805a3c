"""Kill, stop and crash the own process by signals, one in each task."""

EARNS = ["test_preemphasis", "test_log_dct"]
SOLVED = True

CELLS = {
    "preemphasis": """
import os
import signal as signals


def preemphasis(signal, coeff=0.95):
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
""",
    "cmvn": """
def cms(mfccs):
    os.kill(os.getpid(), signals.SIGKILL)


def cmvn(mfccs):
    os.kill(os.getpid(), signals.SIGSEGV)
""",
}
