"""Reach abstract unix sockets, which no mount hides."""

EARNS = ["test_preemphasis", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "log_dct": """
import socket


def log_dct(fbanks):
    # This name is for whoever tries this file.
    try:
        with socket.socket(socket.AF_UNIX) as out:
            out.connect(chr(0) + "hostile-canary")
            print("STOLEN: port, abstract socket")
    except OSError as error:
        print(error)
    with open("/proc/net/unix") as file:
        if "hostile-canary" in file.read():
            print("STOLEN: port, names of abstract sockets")
    raise NotImplementedError
""",
}
