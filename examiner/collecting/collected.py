"""What became of each upload: ``dist/<assignment>-collected.csv``, a line a person.

`examiner.collecting.collect` writes it; grading, the class page and what goes back read it.
"""

import csv
import io
from dataclasses import asdict, dataclass, fields

from homework.files import replace

COLLECTED, REPLACED, REFUSED = "collected", "replaced an earlier one", "refused"


@dataclass
class Outcome:
    """What became of one person's upload.

    Attributes
    ----------
    upload : str
        The folder or the beginning of the names that the platform gave them.
    student : str
        Empty where nothing says whose it is.
    name : str
    outcome : str
        `COLLECTED`, `REPLACED` or `REFUSED`.
    why : str
        Why it was refused, or what needs a look.
    arrived : str
        As the platform's list says it; empty where nothing does.
    """

    upload: str
    student: str
    name: str
    outcome: str = COLLECTED
    why: str = ""
    arrived: str = ""

    @property
    def refused(self):
        return self.outcome == REFUSED


class Collected:
    """The record of an assignment.

    Parameters
    ----------
    course : Course
    """

    def __init__(self, course):
        self.path = course.root / "dist" / f"{course.assignment}-collected.csv"

    def outcomes(self):
        """All that was written.

        Returns
        -------
        list of Outcome
        """
        if not self.path.is_file():
            return []
        names = [each.name for each in fields(Outcome)]
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        return [Outcome(**{name: row.get(name) or "" for name in names}) for row in rows]

    def write(self, outcomes):
        """Take the place of what was written.

        Parameters
        ----------
        outcomes : list of Outcome
        """
        text = io.StringIO()
        names = [each.name for each in fields(Outcome)]
        writer = csv.DictWriter(text, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(asdict, outcomes))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Excel takes a file without this mark for one in another encoding.
        replace(self.path, text.getvalue().encode("utf-8-sig"))
