"""A limit of time: seconds of the candidate's own computing, and generous ones of the wall.

What others do on the machine costs nobody computing. Who only waits ends by the wall.
"""

import time

from homework.machine import CORES

WALL = 2  # times as long
COMPUTING = "s of computing"
# A look costs little; a candidate has few cores, so that it cannot be over before half of the rest.
SHORTEST = 0.05


class Stopwatch:
    """Runs from when it is made.

    Parameters
    ----------
    seconds : float
        Of computing.
    computed : callable
        How many a candidate has computed so far.
    wall : float, optional
        Seconds of the clock on the wall; `WALL` times as many by default.
    """

    def __init__(self, seconds, computed, wall=None):
        self.seconds, self.computed = seconds, computed
        self.wall = WALL * seconds if wall is None else wall
        self.before, self.until = computed(), time.monotonic() + self.wall

    @property
    def computing_left(self):
        return self.seconds - (self.computed() - self.before)

    @property
    def wall_left(self):
        return max(self.until - time.monotonic(), 0)

    def over(self):
        """Which time is over, in words; '' while neither is.

        Returns
        -------
        str
        """
        if self.computing_left <= 0:
            return f"{self.seconds:g} {COMPUTING}"
        return "" if self.wall_left else f"{self.wall:g} s"

    def pause(self):
        """Seconds after which it is worth to look again."""
        return min(max(self.computing_left / CORES, SHORTEST), self.wall_left)
