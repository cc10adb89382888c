"""Many processes at one database, each with acts of its own: how many acts a second, and the longest wait.

The processes stay for all runs and take the sides that are compared in turns, so that neither side meets a
quieter machine or a colder cache than the other.
"""

import multiprocessing as mp
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlalchemy import text

from pitchdeck.base.db import Database
from tests import databases

Act = Callable[[Database, int, Any], float]
"""(database, client, what the acts need) → the seconds that it waited for its turn."""
WARM, RUNS = 3, 5


@dataclass(frozen=True)
class Side:
    """One of the things that are compared: its name, its act, and how a client opens the database for it."""

    name: str
    act: Act
    opened: Callable[[str], Database]


@dataclass(frozen=True)
class Ran:
    """What came of one run."""

    rate: float
    worst_s: float


def in_turns(url: str, sides: tuple[Side, Side], needs: Any, *, clients: int, acts: int) -> list[list[Ran]]:
    """For each side its runs, each of `acts` acts by every client at the same time."""
    context = mp.get_context("forkserver")
    context.set_forkserver_preload(["tests.features.funding.stage"])
    gate, answers = context.Barrier(clients), context.Queue()
    crowd = [
        context.Process(target=_client, args=(number, (url, sides, needs, acts), gate, answers))
        for number in range(clients)
    ]
    for process in crowd:
        process.start()
    told = [answers.get(timeout=3600) for _process in crowd]
    for process in crowd:
        process.join(60)
    return [
        [_ran([one[side][run] for one in told], clients * acts) for run in range(RUNS)] for side in (0, 1)
    ]


Times = tuple[float, float, float]


def _ran(times: list[Times], acts: int) -> Ran:
    began, ended = min(each[0] for each in times), max(each[1] for each in times)
    return Ran(acts / (ended - began), max(each[2] for each in times))


def _client(number: int, doing: tuple[str, tuple[Side, Side], Any, int], gate: Any, answers: Any) -> None:
    url, sides, needs, acts = doing
    opened = [side.opened(url) for side in sides]
    # What is compiled and connected before the clock runs is not what is compared.
    for side, database in zip(sides, opened, strict=True):
        for _turn in range(WARM):
            side.act(database, number, needs)
    told: list[list[Times]] = [[], []]
    for run in range(RUNS):
        for place in (0, 1) if run % 2 else (1, 0):
            gate.wait(3600)
            began = time.monotonic()
            worst = max(sides[place].act(opened[place], number, needs) for _turn in range(acts))
            told[place].append((began, time.monotonic(), worst))
    answers.put(told)
    for database in opened:
        database.dispose()


def ratio(values: tuple[list[float], list[float]]) -> float:
    """The median of the ratios of runs that followed each other."""
    return median(one / other for one, other in zip(*values, strict=True))


@contextmanager
def durable() -> Iterator[Database]:
    """A PostgreSQL database that waits for its disk at each commit, as in production."""
    with databases.postgres(peopled=True) as database:
        _flushing("on")
        try:
            yield database
        finally:
            _flushing("off")


def _flushing(word: str) -> None:
    with databases.server().connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = {word}"))
        connection.execute(text("SELECT pg_reload_conf()"))
