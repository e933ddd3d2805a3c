"""What a person sees while a class is graded, and at its end."""

import sys
import time
from dataclasses import replace

from tqdm import tqdm

MANY = 5  # lines of each kind in the summary


class Progress:
    """A bar where there is a terminal, a line for each submission where there is none.

    Parameters
    ----------
    total : int
    quiet : bool
    """

    def __init__(self, total, quiet=False):
        self.total = total
        self.quiet = quiet
        self.done = []
        self.known = []
        self.started = time.monotonic()
        terminal = sys.stderr.isatty() and not quiet
        self.bar = tqdm(total=total, desc="grading", unit="student") if terminal else None

    def working_on(self, students):
        """Name those who are being graded."""
        if self.bar is not None:
            self.bar.set_postfix_str(", ".join(students)[:40])

    def finished(self, graded):
        """Count one more."""
        # Without the notebooks: those of a large class do not fit into memory.
        self.done.append(replace(graded, files={}))
        if self.bar is not None:
            self.bar.update()
        elif not self.quiet:
            left = (self.total - len(self.done)) * self.seconds / len(self.done)
            what = f"not graded: {graded.error}" if graded.error else f"{graded.seconds:.0f} s"
            done = f"{len(self.done)}/{self.total} {graded.student}"
            print(f"{done}: {what}, about {left:.0f} s left", flush=True)

    def again(self, student):
        """Forget what came of a submission: it is graded once more, alone."""
        self.done = [each for each in self.done if each.student != student]
        if not self.quiet:
            print(f"{student}: ran out of time beside the others, and is graded again, alone")
        return self

    def know(self, words):
        """Say at once what is to be known of this machine, and not again in the summary."""
        self.known.append(words)
        print(f"Worth knowing of this machine: {words}.", flush=True)

    @property
    def seconds(self):
        return time.monotonic() - self.started

    def notes(self):
        """What is worth knowing, a line each, by student."""
        return sorted(f"{each.student}: {note}" for each in self.done for note in each.notes)

    def summary(self):
        """Who was slow, who was mended, who could not be graded.

        Returns
        -------
        str
        """
        if self.bar is not None:
            self.bar.close()
        right = [each for each in self.done if not each.error]
        lines = [f"Graded {len(right)} of {self.total} in {self.seconds:.0f} s."]
        slow = sorted(right, key=lambda each: -each.seconds)[:MANY]
        if len(right) > MANY:
            lines += ["The slowest:", *(f"  {each.student}: {each.seconds:.0f} s" for each in slow)]
        notes = [f"  {note}" for note in self.notes()]
        lines += ["Worth knowing:", *notes] if notes else []
        said = {words for each in self.done for words in each.machine} - {*self.known}
        lines += ["Worth knowing of the machine:", *(f"  {each}" for each in sorted(said))] * bool(
            said
        )
        broken = [f"  {each.student}: {each.error}" for each in self.done if each.error]
        lines += ["Could not be graded:", *sorted(broken)] if broken else []
        return "\n".join(lines)
