"""What an assignment asks: its graded and locked cells, as the instructor recorded them."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from examiner.notebooks.cells import (
    is_always_run,
    is_graded_by_running,
    is_inside,
    is_seen,
    is_test,
    name_of,
    nbgrader_metadata,
    tasks_of,
)
from examiner.notebooks.regions import divide, unmarked


@dataclass(frozen=True)
class PlannedCell:
    """A cell with a grade id, as `nbgrader generate_assignment` saved it in the gradebook.

    Attributes
    ----------
    name : str
        The grade id.
    cell_type : str
        'code' or 'markdown'.
    source : str
        With hidden tests and mark scheme; a solution cell holds what the student starts from.
    points : float or None
        None where the cell is not graded.
    solution, locked : bool
    checksum : str
    task : bool
        What nbgrader calls a task: a person marks what a student adds below it.
    inside : bool
        A test that runs in the student's own process.
    seen : bool
        It says what can be seen of a plot, asks as a test does, and gives no points.
    """

    name: str
    cell_type: str
    source: str
    points: float | None
    solution: bool
    locked: bool
    checksum: str
    task: bool = False
    inside: bool = False
    seen: bool = False

    @property
    def released(self) -> str:
        """The text that students got."""
        return "\n".join(divide(self.source)[0])

    @property
    def is_test(self) -> bool:
        """True for a cell that is graded by running it."""
        return is_graded_by_running(self.cell_type, self.points is not None, self.solution)

    @property
    def metadata(self) -> dict:
        """nbgrader's metadata of this cell."""
        graded = self.points is not None and not self.task
        return {
            "schema_version": 3,
            "grade_id": self.name,
            "cell_type": self.cell_type,
            "grade": graded,
            "solution": self.solution,
            "locked": self.locked,
            "task": self.task,
            "checksum": self.checksum,
            **({"points": self.points} if graded or self.task else {}),
        }


@dataclass(frozen=True)
class GivenCell:
    """A cell of code without a grade id, such as the one with the imports: students may change it.

    Attributes
    ----------
    name : str
        Its cell id.
    source : str
    after : int
        How many planned cells stand before it.
    """

    name: str
    source: str
    after: int


@dataclass(frozen=True)
class Plan:
    """A notebook as it was released.

    Attributes
    ----------
    cells : list of PlannedCell
        Those with a grade id, in the notebook's order.
    others : set of str
        The texts of all other cells.
    always : set of str
        Those of given cells that run whatever depends on them.
    given : tuple of GivenCell
        Those of the others that hold code, in the notebook's order.
    code : list of str
        The instructor's own code, without the tests.
    tasks : dict of str to str
        By test the solution cell that it is about.
    """

    cells: list[PlannedCell]
    others: set[str]
    given: tuple[GivenCell, ...] = ()
    code: list[str] = field(default_factory=list)
    tasks: dict[str, str] = field(default_factory=dict)
    always: set[str] = field(default_factory=set)

    @property
    def lines(self) -> set[str]:
        """All lines that are not a student's, without the spaces around them."""
        texts = [*self.others, *(cell.source for cell in self.cells)]
        return {line.strip() for text in texts for line in text.split("\n")}


def read_plan(db_url: str, assignment: str, notebook: str, source_folder: str | Path) -> Plan:
    """The plan of a notebook.

    Parameters
    ----------
    db_url : str
    assignment, notebook : str
    source_folder : str or Path
        Where the source notebooks lie: the gradebook does not record the order of cells.

    Returns
    -------
    Plan
    """
    recorded = _recorded(db_url, assignment, notebook)
    path = Path(source_folder) / f"{notebook}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    asked = [cell for cell in cells if nbgrader_metadata(cell)]
    planned = [
        replace(recorded[name_of(cell)], inside=is_inside(cell), seen=is_seen(cell))
        for cell in asked
        if name_of(cell) in recorded
    ]
    return Plan(
        planned,
        others={cell.source.strip() for cell in cells if not nbgrader_metadata(cell)},
        given=tuple(_given(cells, recorded)),
        code=own_code(cells),
        tasks=tasks_of(asked),
        always={cell.source.strip() for cell in cells if is_always_run(cell)},
    )


def own_code(cells: list) -> list[str]:
    """An instructor's code, without the cells that ask: tests, and what is seen of plots."""
    asking = [is_test(cell) or is_seen(cell) for cell in cells]
    return [
        unmarked(cell.source)
        for cell, asks in zip(cells, asking, strict=True)
        if cell.cell_type == "code" and not asks
    ]


def _given(cells, recorded):
    after = 0
    for cell in cells:
        if nbgrader_metadata(cell).get("grade_id") in recorded:
            after += 1
        elif cell.cell_type == "code" and cell.source.strip() and not nbgrader_metadata(cell):
            yield GivenCell(cell.get("id", ""), cell.source, after)


def _recorded(db_url: str, assignment: str, notebook: str) -> dict[str, PlannedCell]:
    with Gradebook(db_url) as gradebook:
        record = gradebook.find_notebook(notebook, assignment)
        tasks = {cell.name for cell in record.task_cells}
        graded = [*record.grade_cells, *record.task_cells]
        points = {cell.name: cell.max_score for cell in graded}
        solutions = {cell.name for cell in record.solution_cells}
        return {
            cell.name: PlannedCell(
                name=cell.name,
                cell_type=cell.cell_type,
                source=cell.source,
                points=points.get(cell.name),
                solution=cell.name in solutions,
                locked=bool(cell.locked),
                checksum=cell.checksum,
                task=cell.name in tasks,
            )
            for cell in record.source_cells
        }
