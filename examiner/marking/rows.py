"""nbgrader's own rows of a question, and where the question stands."""

from typing import NamedTuple

from sqlalchemy import and_, or_, select

from examiner.marking.tables import NBGRADER

T = NBGRADER


class Place(NamedTuple):
    """Where a question stands: its answers have this name in this notebook."""

    assignment: str
    notebook: str
    cell: str

    def of(self, table):
        """The rows of one of our tables that belong to it."""
        return and_(*(table.c[name] == value for name, value in self._asdict().items()))


def rows_of(place, students=None):
    """nbgrader's rows of a question: a grade and a comment for each submission."""
    base, grade, comment = T["base_cell"], T["grade"], T["comment"]
    notebook, whole, assignment = (
        T["submitted_notebook"],
        T["submitted_assignment"],
        T["assignment"],
    )
    solution = base.alias()
    kinds = ("SolutionCell", "TaskCell")
    query = (
        select(
            whole.c.student_id.label("student"),
            grade.c.id.label("grade"),
            comment.c.id.label("comment"),
            notebook.c.id.label("submitted"),
            solution.c.id.label("solution"),
            grade.c.auto_score,
            grade.c.manual_score,
            comment.c.manual_comment,
        )
        .select_from(grade)
        .join(base, grade.c.cell_id == base.c.id)
        .join(notebook, grade.c.notebook_id == notebook.c.id)
        .join(whole, notebook.c.assignment_id == whole.c.id)
        .join(assignment, whole.c.assignment_id == assignment.c.id)
        .join(T["notebook"], base.c.notebook_id == T["notebook"].c.id)
        .outerjoin(
            solution,
            and_(
                solution.c.notebook_id == base.c.notebook_id,
                solution.c.name == base.c.name,
                solution.c.type.in_(kinds),
            ),
        )
        .outerjoin(
            comment,
            and_(comment.c.notebook_id == notebook.c.id, comment.c.cell_id == solution.c.id),
        )
        .where(
            assignment.c.name == place.assignment,
            T["notebook"].c.name == place.notebook,
            base.c.name == place.cell,
        )
        .order_by(whole.c.student_id)
    )
    if students is not None:
        query = query.where(or_(False, whole.c.student_id.in_(list(students))))
    return query
