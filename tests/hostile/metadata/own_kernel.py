"""Name another kernel, one with its own argv, in the kernelspec and the language info."""

EARNS = ["test_preemphasis"]
SOLVED = False

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
"""
}


def tamper(notebook):
    argv = ["/bin/sh", "-c", "touch ../../../HARMED; touch HARMED"]
    notebook.metadata.kernelspec = {
        "name": "../../../HARMED",
        "display_name": "Python 3",
        "language": "bash",
        "argv": argv,
    }
    notebook.metadata.language_info = {"name": "bash", "file_extension": ".sh"}
