"""Start threads until no more can be started (2000 at most, each sleeping 20 s)."""

EARNS = ["test_preemphasis", "test_log_dct"]
SOLVED = True

CELLS = {
    "cmvn": """
import threading
import time


def cms(mfccs):
    for _ in range(2000):
        threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
    return np.zeros(np.shape(mfccs))


cmvn = cms
""",
}
