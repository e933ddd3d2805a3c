"""Put own modules in sys.modules in the place of helpers and examiner."""

EARNS = []
SOLVED = False

CELLS = {}

FIRST = """
import sys
import types


class Anything(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args, **kwargs: None


NAMES = "helpers homework homework.verdicts homework.asking examiner examiner.marks.reading"
for name in NAMES.split():
    sys.modules[name] = Anything(name)
"""
