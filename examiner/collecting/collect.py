"""``python -m examiner collect``: a platform's download, with one outcome for each person in it."""

import shutil
import tempfile
from collections import Counter
from pathlib import Path

from nbgrader.api import Gradebook

from examiner.collecting.arrival import arrival_file, believe
from examiner.collecting.collected import REFUSED, REPLACED, Collected, Outcome
from examiner.collecting.deadline import zone_of
from examiner.collecting.download import opened_download
from examiner.collecting.left_out import put_away
from examiner.collecting.moments import as_person_writes, utc_of
from examiner.collecting.owners import Owner, Owners, unseen
from examiner.collecting.packages import content_of
from examiner.collecting.people import list_path, read_list
from examiner.collecting.platforms import uploads_of
from examiner.converting import config_of_the_kit
from examiner.course import ASSIGNMENT, KIT, Course, CourseError
from homework.files import replace, shown, visible

OPTIONS = {
    "assignment": ASSIGNMENT,
    "download": {"help": "the platform's zip, or a folder of what is in it"},
    "--worksheet": {
        "help": "the platform's list: Moodle's grading worksheet, Canvas' gradebook export, or a "
        "CSV with a header; it is kept for the next time",
    },
}
EARLIER = ".earlier"
# Where uploads lie until all is decided, beside where they go.
STAGING = ".collecting-"


def collect(assignment=None, download=None, worksheet=None):
    """The command: collect, and print a line a person and one sum.

    Parameters
    ----------
    assignment : str, optional
    download : str
    worksheet : str, optional
    """
    course = Course(KIT, assignment)
    given = Path(worksheet).expanduser() if worksheet else None
    outcomes, missing = collect_download(course, Path(download).expanduser(), given)
    print("\n".join(summary(outcomes, missing)))


def collect_download(course, download, worksheet=None):
    """Collect what is in a download; nothing where it or the list cannot be read.

    Parameters
    ----------
    course : Course
    download : Path
    worksheet : Path, optional
        The platform's list; the one that was given last by default.

    Returns
    -------
    outcomes : list of Outcome
    missing : list of Person or None
        Who is on the list and handed nothing in; None without a list.

    Raises
    ------
    CourseError
    """
    # Here: grading knows collecting, and collecting of it this lock alone.
    from examiner.grading.record import Record

    given = worksheet or list_path(course)
    people = read_list(given) if worksheet or given.is_file() else None
    with Record(course).alone(), opened_download(download) as entries:
        uploads = uploads_of(entries, course.assignment)
        if not uploads:
            raise CourseError(f"{download} holds no files; nothing was collected.")
        done = _Collecting(course, uploads, people, given).run()
    if worksheet:
        list_path(course).parent.mkdir(parents=True, exist_ok=True)
        replace(list_path(course), worksheet.read_bytes())
    return done


class _Collecting:
    """One run: take all apart beside their places, decide whose they are, then move them."""

    def __init__(self, course, uploads, people, given):
        self.course, self.uploads, self.people, self.given = course, uploads, people, given
        self.record = Collected(course)
        self.earlier = self.record.outcomes()
        self.zone = zone_of(config_of_the_kit().Deadline, course.assignment)

    def run(self):
        submitted = self.course.root / "submitted"
        submitted.mkdir(parents=True, exist_ok=True)
        for left in submitted.glob(f"{STAGING}*"):  # of one that was stopped
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=STAGING, dir=submitted) as folder:
            contents = [
                self._staged(each, Path(folder, str(number)))
                for number, each in enumerate(self.uploads)
            ]
            owners = Owners(self.uploads, contents, self.people, self.earlier)
            self._refuse_other_list(owners)
            owned = owners.all()
            _refuse_all_but_the_newest(self.uploads, contents, owned)
            outcomes = [
                self._outcome(upload, content, owner, Path(folder, str(number)))
                for number, (upload, content, owner) in enumerate(
                    zip(self.uploads, contents, owned, strict=True)
                )
            ]
        missing = unseen(self.people, owners, self.uploads, owned) if self.people else None
        self._save_names(owned, missing or [])
        self._write(outcomes)
        return outcomes, missing

    def _staged(self, upload, folder):
        content = content_of(upload, self.course.assignment)
        try:
            if not content.fault:
                for name, data in content.files.items():
                    path = folder / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(data)
        except OSError as fault:
            content.fault = f"its files cannot be written here ({fault.strerror})"
        content.files = {}  # those of a class do not fit into memory
        return content

    def _refuse_other_list(self, owners):
        if self.people is None:
            return
        named = [each for each in self.uploads if each.number or each.name]
        found = [each for each in named if owners.person(each) or owners.is_team(each)]
        if named and not found:
            raise CourseError(
                f"None of the {len(named)} uploads is on the list {self.given} "
                f"({len(self.people.people)} people, the first is "
                f"{shown(self.people.people[0].name) if self.people.people else 'nobody'}): it "
                "seems to be another course's. Nothing was collected; give the right one with "
                "--worksheet."
            )

    def _outcome(self, upload, content, owner, staged):
        outcome = Outcome(upload.upload, owner.student, owner.name or upload.name)
        outcome.why = "; ".join([*owner.looks, *content.notes])
        fault = content.fault
        if not fault and not owner.student:
            fault = "nothing says whose it is; ask, and call it " + (
                f"{self.course.assignment}-<student number>.zip"
            )
        target = self.course.folder("submitted", owner.student or "nobody")
        if fault:
            outcome.outcome = REFUSED
            kept = owner.student and target.is_dir()
            outcome.why = fault + ("; what was collected before stays" if kept else "")
            outcome.arrived = self._arrived_before(owner) if kept else ""
            return outcome
        if not _holds(target, staged):
            if target.exists():
                put_away(target, EARLIER)
                outcome.outcome = REPLACED
                if arrival_file(target).exists():
                    put_away(arrival_file(target), EARLIER)
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.rename(target)
        old = self._is_of_an_older_list(outcome, owner, target)
        arrived, note = self._arrival(target, "" if old else owner.arrived)
        # Also where it is not believed: the same list may be read once more.
        outcome.arrived = arrived or as_person_writes(owner.arrived)
        outcome.why = "; ".join(filter(None, [outcome.why, old, note]))
        return outcome

    def _is_of_an_older_list(self, outcome, owner, target):
        """What to do where the list was downloaded before this came: it would never be late."""
        told_by_list = self.people is not None and "arrived" in self.people.columns
        if not told_by_list or "not on the list" in owner.looks:
            return ""
        told, file = as_person_writes(owner.arrived), arrival_file(target)
        waits = not file.exists()
        # The same list may be read once more.
        is_new = outcome.outcome == REPLACED or (waits and Path(f"{file}{EARLIER}").exists())
        if told:
            is_old = is_new and told == self._arrived_before(owner)
        else:
            is_old = waits and self.zone is not None
        what = f"says {told}, when an earlier one came" if told else "knows of no upload"
        how = f"the list {what}: give the newest with --worksheet, or it is never late"
        return how if is_old else ""

    def _arrived_before(self, owner):
        """What a list said of the one that was collected last."""
        ordered = sorted(self.earlier, key=lambda each: not each.refused)
        return {each.student: each.arrived for each in ordered}.get(owner.student, "")

    def _arrival(self, target, told):
        """Write down when it came, in the deadline's zone where there is one."""
        if not told:
            return "", ""
        text = as_person_writes(told)
        try:
            if self.zone is None:
                replace(arrival_file(target), text.encode())
            else:
                believe(target, utc_of(text, self.zone))
        except ValueError as fault:
            return told, f"when it came cannot be read: {fault}"
        return text, ""

    def _save_names(self, owned, missing):
        """The gradebook knows everybody by name, also who handed nothing in."""
        own = [each for each in owned if each.student]
        own += [Owner(p.id, p.first, p.last, p.email, p.number) for p in missing]
        with Gradebook(self.course.gradebook_url) as gradebook:
            for each in own:
                facts = {
                    "first_name": each.first,
                    "last_name": each.last,
                    "email": each.email,
                    "lms_user_id": each.number,
                }
                facts = {name: text for name, text in facts.items() if text}
                student = gradebook.update_or_create_student(each.student, **facts)
                # The Formgrader writes "None" for what is not there.
                if each.name:
                    student.first_name = student.first_name or ""
                    student.last_name = student.last_name or ""
            gradebook.db.commit()

    def _write(self, outcomes):
        """What became of other uploads, in an earlier download, stays written."""
        uploads = {each.upload for each in outcomes}
        students = {each.student for each in outcomes} - {""}
        others = [e for e in self.earlier if e.upload not in uploads and e.student not in students]
        rows = sorted([*others, *outcomes], key=lambda e: (e.student, e.upload))
        self.record.write(rows)


def _refuse_all_but_the_newest(uploads, contents, owned):
    """Two uploads of one person under two names: the newest counts, or a person has to say."""
    counts = Counter(each.student for each in owned if each.student)
    for student, count in counts.items():
        if count < 2:
            continue
        own = [n for n, e in enumerate(owned) if e.student == student and not contents[n].fault]
        times = [contents[n].packed for n in own]
        newest = None
        if all(times) and len(set(times)) == len(times) and own:
            newest = max(own, key=lambda n: contents[n].packed)
        names = ", ".join(shown(uploads[n].upload) for n in own)
        for n in own:
            if len(own) > 1 and newest is None:
                contents[n].fault = f"nothing says which of {names} is newer; ask"
            elif n != newest and len(own) > 1:
                contents[n].fault = f"{shown(uploads[newest].upload)} is newer by its receipt"


def _holds(target, staged):
    """True where the very same was collected before; nbgrader may have added its time."""
    if not target.is_dir():
        return False
    new = {each.relative_to(staged) for each in staged.rglob("*") if each.is_file()}
    old = {each.relative_to(target) for each in target.rglob("*") if each.is_file()}
    return new == old - {Path("timestamp.txt")} and all(
        (target / each).read_bytes() == (staged / each).read_bytes() for each in new
    )


def summary(outcomes, missing):
    """What is said at the end: a line a person, what needs a look, one sum.

    Parameters
    ----------
    outcomes : list of Outcome
    missing : list of Person or None

    Returns
    -------
    list of str
    """
    lines = [f"{_who(e)}: {e.outcome}{f': {visible(e.why)}' * e.refused}" for e in outcomes]
    looks = [f"  {_who(e)}: {visible(e.why)}" for e in outcomes if e.why and not e.refused]
    lines += ["Needs a look:", *looks] if looks else []
    refused = [each for each in outcomes if each.refused]
    total = f"{len(outcomes)} upload{'s' * (len(outcomes) != 1)}"
    why = ": " + "; ".join(f"{_who(e)}, {visible(e.why)}" for e in refused) if refused else ""
    lines.append(f"{total}: {len(outcomes) - len(refused)} collected, {len(refused)} not{why}.")
    if missing:
        names = ", ".join(shown(each.name or each.id) for each in missing[:10])
        more = f" and {len(missing) - 10} more" if len(missing) > 10 else ""
        lines.append(f"On the list, and nothing handed in: {names}{more}.")
    return lines


def _who(outcome):
    name = shown(outcome.name or outcome.upload)
    return f"{name} ({shown(outcome.student)})" if outcome.student else name
