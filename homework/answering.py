"""Answering questions about a notebook's functions, for a test that runs in another process."""

import socket
import struct
import time
from contextlib import suppress

from homework.drawn import NAME, last_drawn
from homework.verdicts import own_frames
from homework.wire import WireError, pack, unpack

LENGTH = struct.Struct(">Q")
PATIENCE = 8  # seconds until the asking side has to be there
# What is asked of this side itself: no notebook can have such a name.
OWN = {NAME: last_drawn}


def serve(path, namespace):
    """Answer the questions of one test, until the other side ends it.

    Parameters
    ----------
    path : str
        The unix socket at which the test listens.
    namespace : dict
        The names of the notebook.
    """
    kept = []

    def keep(value):
        kept.append(value)
        return len(kept) - 1

    # The asking side may leave before it has an answer that took too long.
    with suppress(BrokenPipeError, ConnectionResetError), connect(path) as line:
        while True:
            question = receive(line)
            if not question:
                return
            try:
                name, *call = unpack(question, find=kept.__getitem__, functions=True)
                known = OWN if name in OWN else namespace
                reply = _call(known[name], *call) if call else _look(namespace, name)
                send(line, pack(reply, keep))
            except WireError as error:
                send(line, pack(["failed", "TypeError", f"the answer cannot be read: {error}", []]))


def connect(path):
    """A line to a unix socket; TimeoutError where nobody listens at it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        line = socket.socket(socket.AF_UNIX)
        with suppress(FileNotFoundError, ConnectionRefusedError):
            line.connect(path)
            return line
        line.close()
        if time.monotonic() > deadline:
            raise TimeoutError("nobody asks")
        time.sleep(0.002)


def _look(namespace, name):
    """What a name stands for: ['missing'], ['function', its name] or ['value', value]."""
    if name not in namespace:
        return ["missing"]
    value = namespace[name]
    if callable(value) and not isinstance(value, type):
        return ["function", str(getattr(value, "__name__", name))]
    return ["value", value]


def _call(function, args, kwargs):
    try:
        return ["returned", function(*args, **kwargs)]
    except BaseException as error:  # also exit() and its like: the test says so
        frames = [[frame.name, frame.line or ""] for frame in own_frames(error)]
        return ["failed", type(error).__name__, str(error)[:2000], frames[-20:]]


def send(line, data):
    """Send one message over a socket."""
    line.sendall(LENGTH.pack(len(data)))
    line.sendall(data)


def receive(line, most=2**40, timeout=None):
    """Receive one message; b'' where the other side has gone.

    Parameters
    ----------
    line : socket.socket
    most : int
        Bytes that the message may have.
    timeout : float, optional
        Seconds until all of it has to be there.

    Raises
    ------
    WireError
        For a longer message.
    TimeoutError
        For a slower one.
    """
    deadline = None if timeout is None else time.monotonic() + timeout
    head = _exactly(line, LENGTH.size, deadline)
    if not head:
        return b""
    (length,) = LENGTH.unpack(head)
    if length > most:
        raise WireError(f"an answer of {length // 2**20} MB is larger than {most // 2**20} MB")
    return _exactly(line, length, deadline)


def _exactly(line, length, deadline):
    data = memoryview(bytearray(length))
    there = 0
    while there < length:
        if deadline is not None:
            line.settimeout(max(deadline - time.monotonic(), 0.001))
        came = line.recv_into(data[there:])
        if not came:
            return b""
        there += came
    return data.obj
