"""A door to where this is now: graded notebooks and archives name it."""

from helpers.folders import folder_of
from homework.asking import Answer, ask

__all__ = ["Answer", "ask", "folder_of"]
