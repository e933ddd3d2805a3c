"""Tables of our own in nbgrader's gradebook: what a mark is made of, and who changed it.

They stand in the gradebook itself, so that a mark, its items and the line of the log are saved in
one transaction, and whoever copies, moves or restores the gradebook has them along. nbgrader does
not look at them. Marks and comments stay in its own tables alone: Formgrader, feedback and exports
read those. Rows name assignment, notebook, cell and student, and the digest of the answer that was
marked: nbgrader's own numbers may change when a class is graded again.
"""

import contextlib
import time

from nbgrader.api import Base
from sqlalchemy import (
    Column,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
)
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.pool import NullPool

from examiner.course import CourseError

# Seconds that a gradebook may be locked before the page says so, and asks again.
PATIENCE = 1.0
HELD = "The gradebook is held by another program; this waits until it is free."
# A number of our own, by which a server's gradebook has one writer of marks by hand at a time.
ONE_MARKER = 20_201_294
METADATA = MetaData()
NBGRADER = Base.metadata.tables


def _question():
    return [
        Column(name, String(128), nullable=False) for name in ("assignment", "notebook", "cell")
    ]


ITEMS = Table(
    "marking_item",
    METADATA,
    Column("id", String(32), primary_key=True),
    *_question(),
    Column("place", Integer, nullable=False),
    Column("points", Float, nullable=False),
    Column("text", Text, nullable=False),
    # The line of the mark scheme that it came from; empty where a marker added it.
    Column("origin", Text, nullable=False, default=""),
    Column("gone", Integer, nullable=False, default=0),
)
# By answer the items that it carries, points beside them, and the marker's own words. A first look
# is what counts, and stands in nbgrader's tables as well; a second one stands here alone.
MARKS = Table(
    "marking_mark",
    METADATA,
    Column("id", String(32), primary_key=True),
    *_question(),
    Column("student", String(128), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("look", Integer, nullable=False),
    Column("carried", Text, nullable=False),
    Column("free", Float),
    Column("words", Text, nullable=False),
    Column("score", Float),
    Column("comment", Text),
    Column("marker", String(128), nullable=False),
    Column("at", Float, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("assignment", "notebook", "cell", "student", "digest", "look"),
)
# The log: a row for each changed answer or item; what was changed at once has one batch.
CHANGES = Table(
    "marking_change",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("batch", String(32), nullable=False, index=True),
    Column("at", Float, nullable=False),
    Column("marker", String(128), nullable=False),
    *_question(),
    Column("student", String(128)),
    Column("digest", String(64)),
    Column("look", Integer),
    Column("item", String(32)),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("undoes", String(32)),
)
# Who looks at an answer now ('open'), and who leaves it for later ('later').
ASIDE = Table(
    "marking_aside",
    METADATA,
    *_question(),
    Column("student", String(128), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("marker", String(128), nullable=False),
    Column("at", Float, nullable=False),
    UniqueConstraint("assignment", "notebook", "cell", "student", "kind", "marker"),
)
# Every n-th answer of a question gets a second look.
LOOKS = Table(
    "marking_second_look",
    METADATA,
    *_question(),
    Column("every", Integer, nullable=False),
    UniqueConstraint("assignment", "notebook", "cell"),
)


class LockedError(CourseError):
    """Another program holds the gradebook; a moment later it is free again."""


class Store:
    """A gradebook, with our tables in it.

    Parameters
    ----------
    db_url : str
    """

    def __init__(self, db_url):
        self.is_file = db_url.startswith("sqlite")
        waits = {"connect_args": {"timeout": PATIENCE}} if self.is_file else {}
        # A connection for each transaction: none holds the file while nobody marks.
        self.engine = create_engine(db_url, poolclass=NullPool, future=True, **waits)
        if self.is_file:
            event.listen(self.engine, "connect", _leave_transactions_to_us)
        self._made = False

    @contextlib.contextmanager
    def writing(self):
        """A transaction that changes the gradebook, all of it or nothing.

        Raises
        ------
        LockedError
            Where another program holds it.
        """
        self._make_tables()
        with self._connected() as connection:
            # Two markers who read before they write would both be refused: first the lock.
            self._begin(connection, "BEGIN IMMEDIATE")
            if not self.is_file:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_MARKER})")
            yield connection

    @contextlib.contextmanager
    def reading(self):
        """A transaction that sees the gradebook as it was at one moment."""
        self._make_tables()
        with self._connected() as connection:
            self._begin(connection, "BEGIN")
            yield connection

    @contextlib.contextmanager
    def _connected(self):
        try:
            with self.engine.connect() as connection:
                yield connection
                connection.commit()
        except OperationalError as error:
            if is_lock(error):
                raise LockedError(HELD) from None
            raise

    def _begin(self, connection, statement):
        if self.is_file:
            connection.exec_driver_sql(statement)
        else:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE:g}s'")

    def _make_tables(self):
        if self._made:
            return
        for _ in range(3):
            try:
                with self.engine.begin() as connection:
                    METADATA.create_all(connection)
                self._made = True
                return
            except (IntegrityError, ProgrammingError):  # another server makes them just now
                time.sleep(0.1)
            except OperationalError as error:
                if not is_lock(error) and "already exists" not in str(error):
                    raise
                time.sleep(0.1)
        raise LockedError(HELD)


def _leave_transactions_to_us(connection, _):
    # The driver would begin one at the first change alone, after what it is based on was read.
    connection.isolation_level = None


def is_lock(error):
    """True where a database refused because somebody else holds it."""
    text = str(error.orig).lower()
    return "locked" in text or "lock timeout" in text or "deadlock" in text
