"""The memory of what a program started, looked at while it runs."""

import threading
from contextlib import contextmanager, suppress

import psutil

EVERY = 0.5  # seconds


@contextmanager
def peak_of_children():
    """Look at all processes below this one; shared pages count once.

    Yields
    ------
    list of float
        Megabytes at each look, filled while the ``with`` block lasts; 0 at first.
    """
    found, over = [0.0], threading.Event()

    def look():
        while not over.wait(EVERY):
            total = 0
            for process in psutil.Process().children(recursive=True):
                with suppress(psutil.Error):
                    total += process.memory_full_info().pss
            found.append(total / 2**20)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield found
    finally:
        over.set()
        watcher.join()
