"""What the submissions of hostile/outside try to reach, and a note of whoever does.

As a program it listens until it is ended: ``python tests/listeners.py <file for the notes>``.
"""

import contextlib
import ctypes
import os
import selectors
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path

PORT, KEY = 47631, 0x4A4D4A4D
SECRET = "CANARY-memory"
CREATE, REMOVE = 0o1666, 0
IP, IP6, UNIX = socket.AF_INET, socket.AF_INET6, socket.AF_UNIX


@contextlib.contextmanager
def listening(note):
    """Listen on all targets, and call note with the name of each that is reached."""
    own = Path(tempfile.gettempdir(), f"hostile-{os.getpid()}.sock")
    shared = Path(f"/dev/shm/hostile-{os.getpid()}")
    targets = [(IP, ("127.0.0.1", PORT)), (IP6, ("::1", PORT))]
    chosen = [(kind, target) for kind in ("SOCK_STREAM", "SOCK_DGRAM") for target in targets]
    chosen += [("SOCK_STREAM", (UNIX, name)) for name in ("\0hostile-canary", str(own))]
    stop = threading.Event()
    with contextlib.ExitStack() as stack:
        watch = stack.enter_context(selectors.DefaultSelector())
        for kind, (family, address) in chosen:
            _open(stack, watch, getattr(socket, kind), family, address)
        stack.callback(own.unlink, missing_ok=True)
        if shared.parent.is_dir():
            shared.write_text(SECRET)
            stack.callback(shared.unlink, missing_ok=True)
        stack.enter_context(_segment(note))
        thread = threading.Thread(target=_serve, args=(watch, note, stop), daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


def _open(stack, watch, kind, family, address):
    try:
        each = stack.enter_context(socket.socket(family, kind))
        each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        each.bind(address)
        if kind == socket.SOCK_STREAM:
            each.listen()
    except OSError as error:
        print(f"Nobody listens at {address!r}: {error}", file=sys.stderr)
    else:
        each.setblocking(False)
        watch.register(each, selectors.EVENT_READ, f"reached {address!r}")


def _serve(watch, note, stop):
    while not stop.is_set():
        for key, _ in watch.select(0.2):
            with contextlib.suppress(OSError):
                if key.fileobj.type == socket.SOCK_STREAM:
                    key.fileobj.accept()[0].close()
                else:
                    key.fileobj.recv(1000)
            note(key.data)


@contextlib.contextmanager
def _segment(note):
    """A segment of System V shared memory with a secret in it, watched for changes."""
    libc = ctypes.CDLL(None)
    libc.shmat.restype = ctypes.c_void_p
    segment = libc.shmget(KEY, 4096, CREATE) if hasattr(libc, "shmget") else -1
    address = libc.shmat(segment, None, 0) if segment >= 0 else None
    if address in (None, ctypes.c_void_p(-1).value):
        print("No shared memory is watched.", file=sys.stderr)
        yield
        return
    ctypes.memmove(address, SECRET.encode() + bytes(1), len(SECRET) + 1)
    try:
        yield
    finally:
        if ctypes.string_at(address, len(SECRET)) != SECRET.encode():
            note("changed shared memory")
        libc.shmctl(segment, REMOVE, None)
        libc.shmdt(ctypes.c_void_p(address))


def _note_in_file(path):
    def note(what):
        with path.open("a") as file:
            file.write(f"{what}\n")

    return note


if __name__ == "__main__":
    notes = Path(sys.argv[1])
    with listening(_note_in_file(notes)):
        notes.touch()
        while True:
            time.sleep(60)
