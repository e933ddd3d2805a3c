"""Keep the machine busy with many small processes, so that others answer late (24, 40 s)."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import subprocess

# Each in a session of its own: the system shares the cores among sessions.
line = ["timeout", "40", "sh", "-c", "while :; do :; done"]
children = [subprocess.Popen(line, start_new_session=True) for _ in range(24)]
print("ended as", {child.wait() for child in children})
"""
