"""What a test cell finds besides its own names: the student's, by asking, and libraries."""

from dataclasses import dataclass

from examiner.notebooks.names import imports_of, names_of

OWN = "from helpers."


@dataclass(frozen=True)
class Scope:
    """The names that a test cell reads and does not make itself.

    Attributes
    ----------
    names : list of str
        Asked of the student's process.
    imports : list of str
        Statements of the instructor's cells, run again beside the test: a library is never the
        student's. What the course's own modules give is asked as the student's names are: it
        works on objects that stay in that process.
    """

    names: list[str]
    imports: list[str]


def scope_of(source: str, code: list[str]) -> Scope:
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
    made, imports = set(), {}
    for each in code:
        names = names_of(each)
        made |= names.binds.keys() - names.imports
        imports |= imports_of(each)
    own = {name for name, statement in imports.items() if OWN in statement}
    reads = names_of(source).reads
    libraries = (imports.keys() - made - own) & reads
    return Scope(sorted((made | own) & reads), [imports[name] for name in sorted(libraries)])
