"""The instructor's side: rules, release, proof, marks. Students never get it."""

__version__ = "1.2.0"
