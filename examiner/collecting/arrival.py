"""When a submission arrived: the collector says it, in a file beside the submission's folder.

A ``timestamp.txt`` in the folder itself may be the student's own; nbgrader would believe it.
"""

import pwd
import re
import shutil
import stat
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.plugins import FileNameCollectorPlugin
from traitlets import Dict

from examiner.collecting.deadline import Deadline, zone_of
from examiner.collecting.left_out import leave_out
from examiner.collecting.moments import EXAMPLE, utc_of
from examiner.collecting.people import participant
from examiner.collecting.unpacking import FILES
from examiner.collecting.untrusted import copy, last_change
from examiner.course import NOTE
from homework.files import replace, shown, visible

FORM = "%Y-%m-%d %H:%M:%S.%f UTC"


class CollectWithArrival(ExchangeCollect):
    """Collects from the exchange, where any student can put anything, under anybody's name.

    The file system knows when a submission was written there, and by whom.
    """

    def init_src(self):
        self._refused = {}
        super().init_src()
        for name, fault in sorted(self._refused.items()):
            self.log.error("%s %s %s; it was not collected", NOTE, shown(name), fault)
        kept = [each for each in self.src_records if each["filename"] not in self._refused]
        self.src_records = kept

    def _path_to_record(self, path):
        path = Path(path)
        username = path.name.rsplit("+", 3)[0]
        record = {"username": username, "filename": path.name, "timestamp": datetime.max}
        try:
            fault = self._fault(path, username)
            # The time in the folder's name is the student's word.
            record["timestamp"] = record["timestamp"] if fault else written(path)
        except OSError as error:
            fault = f"cannot be read ({error.strerror})"
        if fault:
            self._refused[path.name] = fault
        return record

    def _sort_by_timestamp(self, records):
        # What somebody else put there must not stand before a student's own.
        newest = super()._sort_by_timestamp(records)
        return sorted(newest, key=lambda each: each["filename"] in self._refused)

    def _fault(self, path, username):
        status = path.lstat()
        if not stat.S_ISDIR(status.st_mode):
            return "is no folder of a student's"
        if username in ("", ".", ".."):
            return "names no student"
        owner = _name_of(status.st_uid)
        if self.check_owner and owner != username:
            return (
                f"belongs to {owner}, and not to {shown(username)} whom it names. Ask them; where "
                "the exchange has other names for students: c.ExchangeCollect.check_owner = False"
            )
        return None

    def do_copy(self, src, dest):
        """Copy one submission; what is the matter with it is told, and the others go on."""
        student = Path(dest).parent.name
        try:
            # Again: who may write to the exchange may have put another in its place.
            owner, fault = Path(src).lstat().st_uid, self._fault(Path(src), student)
            if fault:
                raise OSError(f"it {fault}")
            with tempfile.TemporaryDirectory(prefix="collecting-") as folder:
                copied = Path(folder) / "copy"
                for note in copy(Path(src), copied, owner=owner):
                    self.log.warning("%s %s: %s", NOTE, student, note)
                super().do_copy(str(copied), dest)
            believe(Path(dest), written(Path(src)))
            put_timestamp(Path(dest))
        except Exception as error:
            shutil.rmtree(dest, ignore_errors=True)
            self.log.error("%s %s: was not collected (%s); collect again", NOTE, student, error)


def written(folder):
    """When a folder in the exchange, or anything in it, was last written.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    datetime
        In UTC, without a zone.
    """
    return datetime.fromtimestamp(last_change(folder), UTC).replace(tzinfo=None)


def _name_of(uid):
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


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
            time = utc_of(info["timestamp"], self._zone())
        except ValueError:
            self.log.warning("%s has no time in its name; it is left out", visible(submitted_file))
            return None
        student = info["student_id"]
        self.newest[student] = max(time, self.newest.get(student, time))
        course = self.parent.coursedir
        folder = course.format_path(course.submitted_directory, student, course.assignment_id)
        believe(Path(folder), self.newest[student])
        return info

    def _zone(self):
        """Of a time in a file's name, which has none."""
        settings = Deadline(config=self.config)
        return zone_of(settings, self.parent.coursedir.assignment_id) or UTC

    def _told(self, path):
        """What the name tells; a file that a notebook uses belongs to whose the notebook is."""
        upload, found, own = path.partition(f"/{FILES}/")
        if not found:
            return super().collect(path)
        info = self._match(f"{upload}/{own.replace('/', ' ')}.ipynb")
        return info and info | {"file_id": own}

    def _id_of(self, info, filename):
        """A participant number of Moodle's is no student number; it says so."""
        student = info["student_id"]
        bare = re.search(
            rf"[^/_]*_{re.escape(student)}_assignsubmission_file_?[^/]*/[^/]+$", filename
        )
        return participant(student) if bare else student

    def _match(self, filename):
        """nbgrader's, with the assignment's name in the pattern."""
        pattern, name = self.named_regexp, re.escape(self.parent.coursedir.assignment_id)
        self.named_regexp = pattern.replace("{assignment}", name)
        try:
            info = super()._match(filename)
        finally:
            self.named_regexp = pattern
        return info and info | {"student_id": self._id_of(info, filename)}

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
                "; ".join(map(visible, places)),
                student,
            )
        return len(places) <= 1


def arrival_file(folder):
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
    record = arrival_file(folder)
    record.parent.mkdir(parents=True, exist_ok=True)
    replace(record, time.strftime(FORM).encode())


def put_timestamp(folder, zone=None):
    """Give nbgrader the collector's time, and nobody else's.

    Parameters
    ----------
    folder : Path
    zone : datetime.tzinfo, optional
        Of a time that was written without one; see `examiner.collecting.deadline.zone_of`.

    Returns
    -------
    list of str
        What the instructor should know.
    """
    record, stamp = arrival_file(folder), folder / "timestamp.txt"
    # The course's own place: a class is graded in scratch folders.
    own, notes = f"submitted/{folder.parent.name}/{record.name}", []
    if stamp.is_dir() or (stamp.exists() and not record.exists()):
        aside = leave_out(stamp, "is not the collector's and not believed")
        notes = [f"{aside}. If it matters, write the time of arrival to {own}"]
    if record.exists():
        try:
            time = utc_of(record.read_text(encoding="utf-8"), zone)
        except UnicodeDecodeError:
            return [*notes, f"{own} holds no text; write a time like {EXAMPLE!r}"]
        except ValueError as fault:
            return [*notes, f"{own}: {fault}"]
        replace(stamp, time.strftime(FORM).encode())
    return notes
