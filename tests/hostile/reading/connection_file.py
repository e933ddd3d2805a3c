"""Print the key of the kernel's connection, and look for the connections of other kernels."""

EARNS = []
SOLVED = False

CELLS = {}

LAST = """
import glob
import json
import os

from jupyter_core.paths import jupyter_runtime_dir

own = get_ipython().kernel.config.get("IPKernelApp", {}).get("connection_file", "")
runtime = os.path.realpath(jupyter_runtime_dir())
for name in glob.glob(runtime + "/kernel-*.json") + glob.glob("/tmp/kernel-*.json"):
    if os.path.realpath(name) != os.path.realpath(own):
        print("STOLEN: connection of another kernel", os.path.basename(name))
    elif os.path.dirname(name) == runtime:
        with open(name) as file:
            print("own transport", json.load(file).get("transport"))
"""
