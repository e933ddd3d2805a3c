"""Ask for the address of a name, in a thread that does not wait for ever."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import socket
import threading


def look():
    try:
        print("STOLEN: port", socket.getaddrinfo("example.org", 80)[0][4])
    except OSError as error:
        print(error)


thread = threading.Thread(target=look, daemon=True)
thread.start()
thread.join(5)
"""
