"""What the database is asked: counted for whoever is at work, and each slow statement told without values."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

from pitchdeck.base import logs

log = logs.logger("pitchdeck.slow")

Observer = Callable[[float, bool], None]
"""(seconds, whether that was slow) of each statement of this process."""


@dataclass(slots=True)
class Tally:
    """The statements of one request or job."""

    statements: int = 0


_tally: ContextVar[Tally | None] = ContextVar("tally", default=None)
_observers: list[Observer] = []
_slow_s = float("inf")
_BEGAN = "pitchdeck.began"


@contextmanager
def tallied() -> Iterator[Tally]:
    """Count the statements of this block."""
    tally = Tally()
    token = _tally.set(tally)
    try:
        yield tally
    finally:
        _tally.reset(token)


def begin() -> Tally:
    """Count from now on, until the next `begin` of the same thread; for requests, which are no block."""
    tally = Tally()
    _tally.set(tally)
    return tally


def statements(slow_s: float) -> None:
    """Watch every engine of this process; a statement of `slow_s` seconds or more is told in the log."""
    global _slow_s  # noqa: PLW0603  one threshold for the process, as its engines are all watched
    _slow_s = slow_s
    for name, listener in (("before_cursor_execute", _before), ("after_cursor_execute", _after)):
        if not event.contains(Engine, name, listener):
            event.listen(Engine, name, listener)


def observe(observer: Observer) -> None:
    """Tell the observer of each statement from now on."""
    if observer not in _observers:
        _observers.append(observer)


def _before(connection: Connection, *_statement: Any) -> None:
    connection.info[_BEGAN] = time.perf_counter()


def _after(connection: Connection, _cursor: Any, statement: str, *_values: Any) -> None:
    if statement.startswith("BEGIN"):  # SQLite's engines say it themselves, PostgreSQL's driver unseen
        return
    seconds = time.perf_counter() - connection.info.get(_BEGAN, time.perf_counter())
    tally = _tally.get()
    if tally is not None:
        tally.statements += 1
    slow = seconds >= _slow_s
    if slow:
        # The text alone: its values are what people typed.
        log.warning(
            "slow statement", statement=" ".join(statement.split()), duration_ms=round(seconds * 1000)
        )
    for observer in _observers:
        observer(seconds, slow)


def sweep(folder: Path, pattern: str = "*_*.db") -> None:
    """Remove the figures of processes that are gone; each file's name ends in the number of its process."""
    for file in folder.glob(pattern):
        pid = file.stem.rsplit("_", 1)[-1]
        if pid.isdigit() and not _lives(int(pid)):
            file.unlink(missing_ok=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
