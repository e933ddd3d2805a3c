"""What a test cell finds besides its own names: the student's, by asking, and libraries."""

from dataclasses import dataclass

from examiner.notebooks.names import imports_of, names_of


@dataclass(frozen=True)
class Scope:
    """The names that a test cell reads and does not make itself.

    Attributes
    ----------
    names : list of str
        Asked of the student's process.
    imports : list of str
        Statements of the instructor's cells, run again beside the test: a library is never the
        student's.
    """

    names: list
    imports: list


def scope_of(source, code):
    """The scope of a test cell.

    Parameters
    ----------
    source : str
        The test cell.
    code : list of str
        The instructor's other cells.

    Returns
    -------
    Scope
    """
    cells = [names_of(each) for each in code]
    made = {name for cell in cells for name in cell.binds.keys() - cell.imports}
    imported = {name for cell in cells for name in cell.imports} - made
    reads = names_of(source).reads
    return Scope(sorted(made & reads), imports_of(code, imported & reads))
