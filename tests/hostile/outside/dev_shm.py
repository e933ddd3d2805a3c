"""Write into /dev/shm and read what others keep there."""

EARNS = ["test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "preemphasis": """
import glob


def preemphasis(signal, coeff=0.95):
    for name in glob.glob("/dev/shm/hostile-*"):
        with open(name) as file:
            print("STOLEN:", name, file.read(100))
    with open("/dev/shm/HARMED", "w") as file:
        file.write("HARMED")
    raise NotImplementedError
""",
}
