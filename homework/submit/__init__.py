"""Handing in: a zip with a receipt for the learning platform, and the PDF (ex3)."""

from homework.submit.submit import NotHandedIn, submit

__all__ = ["NotHandedIn", "submit"]
