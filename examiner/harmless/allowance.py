"""What one cell may still take, so that no cell fills a page or stops the grading."""

import re
import time

from examiner.bounded import within
from examiner.harmless.allowed import PICTURE, SOUND

CUT = "[cut here: this cell shows more than it may]"
# Seconds for the markup of one cell: a short text can be written to take hours.
PATIENCE = 10
EMBEDDED = re.compile(f"{PICTURE}|{SOUND}")


class Allowance:
    """What one cell may still take: room on the page, time, and names.

    Parameters
    ----------
    text, media : int
        Characters of text; of pictures and sound.
    taken : set of str
        Ids that its headings must not get.
    seconds : float, optional
        `PATIENCE` by default.
    """

    def __init__(self, text, media, taken, seconds=None):
        self.text, self.media, self.taken = text, media, taken
        self.seconds = PATIENCE if seconds is None else seconds

    def cut(self, text):
        """Take a text, or as much of it as there is room for."""
        if self.fits(text):
            return text
        kept, self.text = text[: max(self.text, 0)], 0
        return f"{kept}\n{CUT}"

    def fits(self, text, media=None):
        """Take a text, of which `media` characters are pictures or sound, if there is room."""
        if media is None:
            media = sum(len(found[0]) for found in EMBEDDED.finditer(text))
        size = len(text) - media + 100  # what is empty takes room on the page too
        if size > self.text + 100 or self.text <= 0 or media > self.media:
            return False
        self.text, self.media = self.text - size, self.media - media
        return True

    def attempt(self, make, *given):
        """What `make` returns, or None if it fails or takes too long."""
        start = time.monotonic()
        try:
            with within(max(self.seconds, 0.01)):
                return make(*given)
        except Exception:  # whatever a parser raises on hostile markup
            return None
        finally:
            self.seconds -= time.monotonic() - start
