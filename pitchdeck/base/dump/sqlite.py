"""SQLite: VACUUM INTO takes one moment of the file while others write; a file takes another's place."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL

from pitchdeck.base.dump.counting import Contents, contents
from pitchdeck.base.errors import Conflict

WAIT_S = 30.0
IN_USE = (
    "The database is in use. Nothing was changed: stop the server and the worker, then run the command again."
)


class SqliteDump:
    """The database in one file."""

    part = "database.sqlite"

    def __init__(self, url: URL) -> None:
        self.url = url
        self._file = Path(str(url.database))

    @property
    def address(self) -> str:
        return self.url.render_as_string(hide_password=False)

    def contents(self) -> Contents:
        """What the database holds now; nothing when there is no file yet."""
        return _contents(self._file) if self._file.exists() else Contents(None, {})

    def take(self, path: Path) -> Contents:
        """Write the database as of one moment to a new file; Conflict when it is not there or damaged."""
        if not self._file.exists():
            raise Conflict(f"There is no database at {self._file}. Run: pitchdeck init")
        with closing(sqlite3.connect(self._file, timeout=WAIT_S, isolation_level=None)) as source:
            source.execute("VACUUM INTO ?", (str(path),))
        with closing(sqlite3.connect(path)) as copy:
            found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise Conflict(f"The copy of the database is damaged: {found}")
        return _contents(path)

    def load(self, path: Path) -> Path | None:
        """Put a dump in the database's place; the path where the former one is kept, if there was one.

        Conflict when anybody has the database open.
        """
        self._file.parent.mkdir(parents=True, exist_ok=True)
        former = _set_aside(self._file) if self._file.exists() else None
        with closing(sqlite3.connect(self._file, timeout=WAIT_S, isolation_level=None)) as target:
            with closing(sqlite3.connect(path)) as source:
                source.backup(target)
            target.execute("PRAGMA journal_mode=WAL")
        return former

    @contextmanager
    def trial(self) -> Iterator["SqliteDump"]:
        """An empty database of the same kind, gone afterwards."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._file.parent, prefix=".trial-") as folder:
            yield SqliteDump(self.url.set(database=str(Path(folder) / "trial.db")))


def _contents(file: Path) -> Contents:
    engine = create_engine(URL.create("sqlite", database=str(file)))

    @event.listens_for(engine, "connect")
    def only_read(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only=ON")

    try:
        with engine.connect() as connection:
            return contents(connection)
    finally:
        engine.dispose()


def _set_aside(file: Path) -> Path:
    """Move the database away in one piece, beside its place."""
    with closing(sqlite3.connect(file, timeout=0.5, isolation_level=None)) as connection:
        try:
            # Leaving WAL needs the file for oneself, and leaves all of it in the one file.
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as locked:
            raise Conflict(IN_USE) from locked
    names = (file.with_name(f"{file.name}.before-restore-{number}") for number in count(1))
    aside = next(name for name in names if not name.exists())
    file.rename(aside)
    return aside
