"""Return an array that a thread goes on changing, and another answer at each call."""

EARNS = []
SOLVED = False

CELLS = {
    "cmvn": """
import threading
import time

given = []


def change():
    for step in range(3000):
        for answer in given:
            answer[:] = answer.mean(axis=0) if step % 2 else answer / (answer.std(axis=0) + 1)
        time.sleep(0.005)


threading.Thread(target=change, daemon=True).start()


def cms(mfccs):
    given.append(np.array(mfccs, dtype=float))
    return given[-1]


def cmvn(mfccs):
    return given[len(given) % 2 - 1] if given else cms(mfccs)
""",
}
