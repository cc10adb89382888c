"""Engines for SQLite and PostgreSQL: what each needs so that reads cannot write and writers queue fairly."""

import fcntl
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL, Connection
from sqlalchemy.orm import Session

from pitchdeck.base.errors import Busy

_CROWDED = "Many people are saving at once. Nothing was written; please try again."


@dataclass(frozen=True)
class Engines:
    """The engines of one database, the writers' queue and the database's clock."""

    read: Engine
    snapshot: Engine
    write: Engine
    turn: Callable[[], AbstractContextManager[None]]
    clock: Callable[[Session], datetime]

    def dispose(self) -> None:
        for engine in {self.read, self.snapshot, self.write}:
            engine.dispose()


def engines_for(address: str, *, wait_s: float) -> Engines:
    """The engines for an address; ValueError when it is neither SQLite nor PostgreSQL."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, wait_s)
    if url.get_backend_name() == "postgresql":
        return _postgresql(url.set(drivername="postgresql+psycopg"))
    raise ValueError("pitchdeck runs on SQLite and PostgreSQL; PITCHDECK_DATABASE_URL names neither.")


def _sqlite(url: URL, wait_s: float) -> Engines:
    if not url.database:
        raise ValueError("The SQLite address needs a file: sqlite:////var/lib/pitchdeck/pitchdeck.db")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    read = _sqlite_engine(url, wait_s, begin="BEGIN", read_only=True)
    write = _sqlite_engine(url, wait_s, begin="BEGIN IMMEDIATE", read_only=False)
    return Engines(read, read, write, _Queue(Path(url.database), wait_s).turn, _sqlite_now)


def _sqlite_engine(url: URL, wait_s: float, *, begin: str, read_only: bool) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False}, pool_size=8, max_overflow=8)

    @event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # our own BEGIN, not the driver's
        settings = [f"busy_timeout={int(wait_s * 1000)}", "foreign_keys=ON", "recursive_triggers=ON"]
        # Without recursive_triggers, REPLACE INTO would rewrite rows that a trigger protects.
        settings += ["query_only=ON"] if read_only else ["journal_mode=WAL", "synchronous=FULL"]
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _sqlite_now(session: Session) -> datetime:
    moment = session.execute(text("SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')")).scalar_one()
    return datetime.fromisoformat(moment)


class _Queue:
    """Writers of all processes take turns on lock files, in place of SQLite's polling.

    Two files, because whoever gives a turn back would be the first to take it again: the next turn belongs to
    whoever stands in front, and the place in front goes the likelier to a process the longer it has waited.
    """

    def __init__(self, database: Path, wait_s: float) -> None:
        self._turn = database.with_name(database.name + ".turn")
        self._front = database.with_name(database.name + ".next")
        self._wait_s = wait_s
        self._thread = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        asked = time.monotonic()
        if not self._thread.acquire(timeout=self._wait_s):
            raise Busy(_CROWDED)
        try:
            with self._turn.open("a") as turn:
                with self._front.open("a") as front:
                    self._take(front.fileno(), asked, _eager)
                    self._take(turn.fileno(), asked, _next)
                yield  # closing the file gives the turn back
        finally:
            self._thread.release()

    def _take(self, file: int, asked: float, pause: Callable[[float], float]) -> None:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waited = time.monotonic() - asked
                if waited > self._wait_s:
                    raise Busy(_CROWDED) from None
                time.sleep(pause(waited))
            else:
                return


def _eager(waited: float) -> float:
    """Seconds until the place in front is asked for again: the shorter, the longer one has waited."""
    return max(0.002, 0.01 / (1 + waited / 0.02))


def _next(_waited: float) -> float:
    """Seconds until whoever stands in front asks again; only one process does at a time."""
    return 0.001


def _postgresql(url: URL) -> Engines:
    write = create_engine(url, pool_size=8, max_overflow=8, pool_pre_ping=True)
    refuse = {"options": "-c default_transaction_read_only=on"}
    # postgresql_readonly together with AUTOCOMMIT does write: the server's own default refuses instead.
    read = create_engine(
        url, isolation_level="AUTOCOMMIT", connect_args=refuse, pool_size=8, pool_pre_ping=True
    )
    snapshot = create_engine(
        url, isolation_level="REPEATABLE READ", connect_args=refuse, pool_size=8, pool_pre_ping=True
    )
    for engine in (read, snapshot, write):
        event.listen(engine, "connect", _interpret)
    return Engines(read, snapshot, write, nullcontext, _postgresql_now)


def _interpret(connection: Any, _record: object) -> None:
    """No statement here is worth compiling: PostgreSQL took 3 to 28 ms to compile the rules of one transfer.

    A statement and not an option of the connection, which PgBouncer would refuse.
    """
    connection.execute("SET jit = off")
    connection.commit()


def _postgresql_now(session: Session) -> datetime:
    moment: datetime = session.execute(text("SELECT clock_timestamp()")).scalar_one()
    return moment
