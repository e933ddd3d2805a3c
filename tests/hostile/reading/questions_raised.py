"""Put the hidden question into the text of an error, which the message to the student repeats."""

EARNS = []
SOLVED = False

CELLS = {
    "preemphasis": """
import json


def preemphasis(signal, coeff=0.95):
    # The hidden questions are drawn: those alone are long.
    if len(signal) >= 200:
        raise ValueError("SEEN: " + json.dumps([coeff, *signal[:4]]))
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
""",
}
