"""When a submission arrived: the collector says it, in a file beside the submission's folder.

A ``timestamp.txt`` in the folder itself may be the student's own; nbgrader would believe it.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.plugins import FileNameCollectorPlugin
from traitlets import Dict

from examiner.collecting.aside import set_aside
from examiner.collecting.moments import utc_of
from examiner.collecting.unpacking import FILES
from homework.files import replace

FORM = "%Y-%m-%d %H:%M:%S.%f UTC"


class CollectWithArrival(ExchangeCollect):
    """Collects from the exchange; the file system knows when a submission was written there."""

    def _path_to_record(self, path):
        # The time in the folder's name is the student's word.
        # A file that is changed later changes its own time alone.
        written = max(each.lstat().st_ctime for each in [Path(path), *Path(path).rglob("*")])
        seen = datetime.fromtimestamp(written, UTC)
        return super()._path_to_record(path) | {"timestamp": seen.replace(tzinfo=None)}

    def do_copy(self, src, dest):
        super().do_copy(src, dest)
        believe(Path(dest), self._path_to_record(src)["timestamp"])
        put_timestamp(Path(dest))


class CollectorWithArrival(FileNameCollectorPlugin):
    """Collects from a learning platform's archive; its file names may tell the time."""

    newest = Dict(help="The newest time of each student's files in this run.")
    folders = Dict(help="Where each student's files lie in this download.")

    def collect(self, submitted_file):
        """What a file's name says: student, file and time; None where it says no time it should."""
        info = self._told(submitted_file)
        if not info:
            return None
        if not info.get("timestamp"):
            return info if self._is_alone(info["student_id"]) else None
        try:
            time = utc_of(info["timestamp"])
        except (ValueError, OverflowError):
            self.log.warning("%s has no time in its name; it is left out", submitted_file)
            return None
        student = info["student_id"]
        self.newest[student] = max(time, self.newest.get(student, time))
        course = self.parent.coursedir
        folder = course.format_path(course.submitted_directory, student, course.assignment_id)
        believe(Path(folder), self.newest[student])
        return info

    def _told(self, path):
        """What the name tells; a file that a notebook uses belongs to whose the notebook is."""
        upload, found, own = path.partition(f"/{FILES}/")
        if not found:
            return super().collect(path)
        info = self._match(f"{upload}/{own.replace('/', ' ')}.ipynb")
        return info and info | {"file_id": own}

    def _match(self, filename):
        """nbgrader's, with the assignment's name in the pattern."""
        pattern, name = self.named_regexp, re.escape(self.parent.coursedir.assignment_id)
        self.named_regexp = pattern.replace("{assignment}", name)
        try:
            return super()._match(filename)
        finally:
            self.named_regexp = pattern

    def _is_alone(self, student):
        """Without times nobody can tell which of two uploads counts, or whose they are."""
        if not self.folders:
            app = self.parent
            for path in Path(app._format_collect_path(app.extracted_directory)).rglob("*.ipynb"):
                found = self._match(str(path))
                if found:
                    self.folders.setdefault(found["student_id"], set()).add(str(path.parent))
        places = sorted(self.folders.get(student, ()))
        if len(places) > 1:
            self.log.error(
                "%s: more than one upload claims to be theirs, and none is taken: %s. "
                "Ask, and put the right one into submitted/%s by hand",
                student,
                "; ".join(places),
                student,
            )
        return len(places) <= 1


def record_of(folder):
    """The file in which the collector of a submission says when it came.

    Parameters
    ----------
    folder : Path
        The submission's, such as ``submitted/<student>/hw3``.

    Returns
    -------
    Path
    """
    return folder.with_name(f"{folder.name}.arrived")


def believe(folder, time):
    """Record when a submission arrived.

    Parameters
    ----------
    folder : Path
    time : datetime
        In UTC, without a zone.
    """
    record = record_of(folder)
    record.parent.mkdir(parents=True, exist_ok=True)
    replace(record, time.strftime(FORM).encode())


def put_timestamp(folder):
    """Give nbgrader the collector's time, and nobody else's.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    list of str
        What the instructor should know.
    """
    record, stamp = record_of(folder), folder / "timestamp.txt"
    notes = []
    if stamp.is_dir() or (stamp.exists() and not record.exists()):
        aside = set_aside(stamp, "is not the collector's and not believed")
        notes = [f"{aside}. If it matters, write the time of arrival to {record}"]
    if record.exists():
        try:
            time = utc_of(record.read_text(encoding="utf-8"))
        except (ValueError, OverflowError, TypeError):
            return [*notes, f"{record.name} does not hold a time like {datetime.now():{FORM}}"]
        replace(stamp, time.strftime(FORM).encode())
    return notes
