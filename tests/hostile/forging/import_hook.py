"""Put a finder in front of sys.meta_path that supplies own versions of helpers."""

EARNS = []
SOLVED = False

CELLS = {}

FIRST = """
import importlib.abc
import importlib.util
import sys


class Supplier(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "helpers":
            return importlib.util.spec_from_loader(name, self, is_package=name == "helpers")

    def exec_module(self, module):
        module.ask = lambda *args, **kwargs: None
        module.verdict = lambda check: print("Right.")


for name in [name for name in sys.modules if name.split(".")[0] == "helpers"]:
    del sys.modules[name]
sys.meta_path.insert(0, Supplier())
"""
