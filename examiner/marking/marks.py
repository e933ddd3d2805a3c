"""A mark by hand: the items that an answer carries, what they add up to, and what students read."""

import json
from dataclasses import dataclass, field, replace

SAME = 1e-9


@dataclass(frozen=True)
class RubricItem:
    """An item of a question as it is now.

    Attributes
    ----------
    id : str
    points : float
        Below zero it takes points away; 0 is a remark.
    text : str
    """

    id: str
    points: float
    text: str

    @property
    def line(self):
        """What the student reads."""
        points = f"{self.points:g}".replace("-", "\N{MINUS SIGN}")
        return f"- {points}: {self.text}" if self.points else f"- {self.text}"


@dataclass(frozen=True)
class Mark:
    """What was given for an answer.

    Attributes
    ----------
    items : tuple of str
        Ids.
    free : float or None
        Points beside the items; None where there are none. A mark of nothing at all is free 0.
    words : str
        The marker's own, below the items' texts.
    """

    items: tuple[str, ...] = ()
    free: float | None = None
    words: str = ""

    @property
    def is_given(self):
        """True where somebody gave points, if only 0."""
        return bool(self.items) or self.free is not None

    def score(self, rubric, most):
        """The points: never below 0, never above what the question has; None where none is given.

        Parameters
        ----------
        rubric : dict of str to RubricItem
        most : float
        """
        if not self.is_given:
            return None
        return round(min(max(self.sum(rubric) + (self.free or 0), 0), most), 6)

    def sum(self, rubric):
        """What the items alone add up to."""
        return sum(rubric[each].points for each in self.items if each in rubric)

    def comment(self, rubric):
        """What the student reads: the items' texts in the rubric's order, then the words."""
        lines = [each.line for name, each in rubric.items() if name in self.items]
        return "\n\n".join(filter(None, ["\n".join(lines), self.words.strip()])) or None

    def toggled(self, item):
        """With an item more, or less."""
        if item in self.items:
            return replace(self, items=tuple(each for each in self.items if each != item))
        return replace(self, items=(*self.items, item), free=self.free or None)

    def full(self, rubric, most):
        """All points: by the items where they add up to them, else free."""
        positive = tuple(name for name, each in rubric.items() if each.points > 0)
        whole = abs(sum(rubric[each].points for each in positive) - most) < SAME
        return replace(self, items=positive if whole else (), free=None if whole else most)

    def none(self):
        """No points; that is a mark."""
        return replace(self, items=(), free=0.0)


@dataclass(frozen=True)
class Standing:
    """An answer of one student's as the gradebook has it.

    Attributes
    ----------
    mark : Mark
    score : float or None
        nbgrader's manual score.
    marker : str
        Who marked it; 'elsewhere' where it was changed outside, as in Formgrader.
    auto : float or None
        0 where nbgrader found the answer as it was released.
    """

    student: str
    mark: Mark
    score: float | None
    auto: float | None
    comment: str | None
    marker: str
    at: float
    version: int
    ids: dict = field(default_factory=dict)

    @property
    def waits(self):
        """True where a person has to mark it."""
        return self.score is None and self.auto is None

    @property
    def token(self):
        """Another one after every change, whoever made it."""
        return json.dumps([self.version, self.score, self.comment])


def reconciled(kept, score, comment, rubric, most):
    """The mark that explains what the gradebook says, though another program may have changed it.

    Parameters
    ----------
    kept : Mark
        As it was last given here.
    score : float or None
    comment : str or None
    rubric : dict of str to RubricItem
    most : float

    Returns
    -------
    Mark
        Other points become free points, another text the marker's own words; nothing is lost.
    """
    mark = kept
    if score is None:
        mark = replace(mark, items=(), free=None)
    elif mark.score(rubric, most) is None or abs(mark.score(rubric, most) - score) > SAME:
        mark = replace(mark, free=round(score - mark.sum(rubric), 6))
    if (comment or None) != mark.comment(rubric):
        carried = {rubric[each].line for each in mark.items if each in rubric}
        lines = [line for line in (comment or "").split("\n") if line not in carried]
        mark = replace(mark, words="\n".join(lines).strip())
    return mark
