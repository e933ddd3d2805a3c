"""Whose an upload is: the platform says it; a number that a student typed is compared with that."""

import re
from collections import Counter
from dataclasses import dataclass, field

from examiner.collecting.people import (
    as_id,
    composed,
    letters_of,
    names_of,
    participant,
    words_of,
)
from examiner.collecting.platforms import told_by
from homework.files import shown

# What blind marking calls everybody (lang/en/assign.php, and its German translation).
BLIND = {"Participant", "Teilnehmerin", "Teilnehmer in", "TeilnehmerIn"}


@dataclass
class Owner:
    """A person, or a team, as the course knows them.

    Attributes
    ----------
    student : str
        Their id; empty where nothing says whose it is.
    first, last, email : str
    number : str
        The platform's own, where it stays the same in all assignments.
    arrived : str
        As the list says it.
    looks : list of str
        What needs a look.
    """

    student: str
    first: str = ""
    last: str = ""
    email: str = ""
    number: str = ""
    arrived: str = ""
    looks: list = field(default_factory=list)

    @property
    def name(self):
        return " ".join(filter(None, [self.first, self.last]))


class Owners:
    """Says who uploaded what.

    Parameters
    ----------
    uploads : list of Upload
    contents : list of Content
    people : People or None
        The platform's list.
    earlier : list of Outcome
        Who was collected before keeps the id.
    """

    def __init__(self, uploads, contents, people, earlier):
        self.uploads, self.contents = uploads, contents
        self.people = people.people if people else []
        known = [each for each in earlier if each.student]
        self.known = {each.upload: each.student for each in known}
        self.alike = {_same(each.upload, told_by(each.upload)[0]): each.student for each in known}
        # A number that two people typed is nobody's.
        self.typed = Counter(number for each in contents for number in each.numbers)
        self.teams = {words_of(each.group): each.group for each in self.people if each.group}

    def all(self):
        """The owner of each upload.

        Returns
        -------
        list of Owner
        """
        return [self._owner(u, c) for u, c in zip(self.uploads, self.contents, strict=True)]

    def person(self, upload):
        """The person of the list that an upload belongs to; None where it is nobody's."""
        # A list of another kind has no numbers of the platform's; then the name has to do.
        numbered = any(each.number for each in self.people)
        if upload.platform and upload.number and numbered:
            found = next((each for each in self.people if each.number == upload.number), None)
            # Groups are counted apart from participants, and may have the same number.
            if found and self.is_team(upload) and words_of(upload.name) != words_of(found.name):
                return None
            return found
        if upload.name and upload.name not in BLIND:
            words, letters = words_of(upload.name), letters_of(upload.name)
            found = [e for e in self.people if words_of(e.name) == words]
            found = found or [e for e in self.people if letters_of(f"{e.last}{e.first}") == letters]
            return found[0] if len(found) == 1 else None
        number = "" if upload.platform else upload.number
        return next((each for each in self.people if each.id == number), None)

    def is_team(self, upload):
        """True where the list has a group of that name."""
        return words_of(upload.name) in self.teams

    def _owner(self, upload, content):
        person = self.person(upload)
        team = None if person else self.teams.get(words_of(upload.name))
        if person:
            owner = Owner(person.id, person.first, person.last, person.email, "", person.arrived)
            owner.number = person.number if upload.platform == "canvas" else ""
        elif team:
            members = [each.arrived for each in self.people if each.group == team]
            owner = Owner(f"team-{as_id(upload.number or team)}", "", team)
            owner.arrived = next(filter(None, members), "")
        else:
            owner = self._by_platform(upload, content)
        # The name of a file that tells nobody may be another person's the next time.
        if upload.platform or upload.name or upload.number:
            owner.student = self._before(upload, content, person) or owner.student
        owner.looks += self._looks(upload, content, person, owner, team)
        return owner

    def _before(self, upload, content, person):
        """Who it was in an earlier download."""
        if upload.upload in self.known:
            return self.known[upload.upload]
        found = self.alike.get(_same(upload.upload, upload.platform), "")
        # A folder of that name in another download, and another number: a namesake.
        is_told = person or upload.platform or not content.numbers or found in content.numbers
        return found if is_told else ""

    def _by_platform(self, upload, content):
        first, last = names_of(upload.name)
        if upload.platform == "moodle":
            student = participant(upload.number) if upload.number else as_id(upload.name)
            if upload.name in BLIND:
                first, last = upload.name, upload.number
            return Owner(student, first, last)
        if upload.platform == "canvas" and not upload.name:
            return Owner(f"anon-{upload.number}", "", f"anonymous {upload.number}")
        if upload.platform == "canvas":
            return Owner(as_id(upload.number), "", upload.name, number=upload.number)
        typed = [each for each in content.numbers if self.typed[each] == 1]
        if upload.name:
            own = typed[0] if len(typed) == len(content.numbers) == 1 else ""
            return Owner(as_id(own or upload.name.lower()), first, last)
        if upload.number:
            return Owner(as_id(upload.number))
        if len(typed) == 1:
            name = next(iter(content.names), "")
            look = "nothing but its receipt says whose it is"
            first, last = names_of(name)
            return Owner(as_id(typed[0]), first, last, looks=[look])
        return Owner("")

    def _looks(self, upload, content, person, owner, team):
        if self.people and not (person or team):
            yield "not on the list"
        if upload.late:
            yield "late, says the platform"
        told = upload.platform == "moodle" and upload.name not in BLIND
        if told and person and not words_of(upload.name) & words_of(person.name):
            yield f"the list calls this number {shown(person.name)}"
        if team or not owner.student:
            return
        numbers = sorted(content.numbers)
        own = {owner.student.lower(), person.id.lower() if person else ""}
        wrong = [each for each in numbers if each.lower() not in own]
        by_id = {each.id.lower(): each for each in self.people if each.has_number}
        if wrong and person and person.has_number:
            for each in wrong:
                other = by_id.get(each.lower())
                whose = f", the number of {shown(other.name)}" if other else ""
                yield f"the student wrote {each}{whose}; the platform says {person.id}"
        elif len(numbers) > 1:
            yield f"the student wrote {' and '.join(numbers)}"
        for each in numbers:
            if self.typed[each] > 1:
                others = [
                    shown(u.name or u.upload)
                    for u, c in zip(self.uploads, self.contents, strict=True)
                    if each in c.numbers and u is not upload
                ]
                yield f"{each} was also written by {', '.join(others)}"
        known = words_of(owner.name) if upload.name not in BLIND or person else set()
        for each in sorted(content.names):
            apart = not known & words_of(each) and letters_of(owner.last) != letters_of(
                "".join(reversed(names_of(each)))
            )
            if known and apart:
                yield f"its receipt is made out to {shown(each)}"


def _same(upload, platform):
    """What stays the same where a person hands in once more: Canvas counts its attachments, and
    says who is late; Moodle has two endings; a folder may lie in another one."""
    upload = composed(upload)
    if platform == "canvas":
        return platform, re.sub(r"(^|_)LATE_", r"\1", upload).rpartition("_")[0]
    if platform == "moodle":
        return platform, upload.partition("_assignsubmission_")[0]
    return platform, upload.rpartition("/")[2]


def unseen(people, owners, uploads, owned):
    """Who is on the list and handed nothing in.

    Parameters
    ----------
    people : People
    owners : Owners
    uploads : list of Upload
    owned : list of Owner

    Returns
    -------
    list of Person
    """
    rows = {person.row for person in map(owners.person, uploads) if person}
    teams = {owner.last for owner in owned if owner.student.startswith("team-")}
    return [p for p in people.people if p.row not in rows and not (p.group and p.group in teams)]
