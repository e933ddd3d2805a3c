"""Put an object with a lying class, name and __getattr__ where the test expects a function."""

EARNS = []
SOLVED = False

CELLS = {
    "preemphasis": """
import types


class Anything:
    __class__ = types.FunctionType
    __name__ = __qualname__ = "preemphasis"
    __module__ = "helpers.features"

    def __call__(self, *args, **kwargs):
        return self

    def __getattr__(self, name):
        return self

    def __eq__(self, other):
        return True

    def __reduce__(self):
        return print, ("Right.",)


preemphasis = Anything()


def __getattr__(name):
    return preemphasis
""",
}
