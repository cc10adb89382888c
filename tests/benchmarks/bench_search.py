"""The same search among 100,000 pitches and among 1,000: medians of five interleaved runs.

Time of the clock, because on PostgreSQL the server does the work. The first argument may be another size.
"""

import statistics
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.base.policy import Actor
from pitchdeck.features.portfolio.queries.search import asked, found
from tests import databases
from tests.factories.cast import Cast

FEW, MANY, RUNS = 1_000, 100_000, 5
ASKED = {
    "a common word": "learning",
    "its beginning": "lear",
    "a rare word": "w7",
    "two words": "learning w7",
    "nothing": "zebra",
}
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :size) "
_PITCHES = """INSERT INTO pitch (key, ref, state, title, presenter_id, unit_id, revision_no, ask_minor,
time_minor, created_at, changed_at)
SELECT 'k' || i, 'P-2020-' || i, 'submitted',
'learning to do w' || (i % 997) || ' better',
CASE WHEN i % (:size / 5) = 0 THEN :me ELSE :other END, :unit, 1, 0, 0, {now}, {now} FROM n"""


def fill(database: Database, cast: Cast, size: int) -> None:
    """Pitches by plain SQL, five of them the presenter's."""
    now = "'2026-01-01T00:00:00.000000Z'" if database.dialect == "sqlite" else "now()"
    told = {"size": size, "me": cast.presenter.id, "other": cast.colleague.id, "unit": cast.units["Sales"]}
    insert, rest = _PITCHES.format(now=now).split("SELECT", 1)
    with database.writing() as turn:
        turn.session.execute(text(f"{insert} {_NUMBERS} SELECT {rest}"), told)
    with database.engines.write.connect() as connection:
        connection.exec_driver_sql("ANALYZE" if database.dialect == "sqlite" else "ANALYZE search_entry")
        connection.rollback() if database.dialect == "sqlite" else connection.commit()


def seconds(act: Callable[[], object]) -> float:
    """Time of one act."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def compare(kind: str, size: int) -> None:
    opened = databases.sqlite if kind == "sqlite" else databases.postgres
    with ExitStack() as stack:
        small, large = (stack.enter_context(opened(peopled=True)) for _ in range(2))
        cast = databases.house_of(small)
        for database, pitches in ((small, FEW), (large, size)):
            began = time.perf_counter()
            fill(database, cast, pitches)
            sys.stdout.write(f"{kind}: {pitches:,} pitches in {time.perf_counter() - began:.1f} s\n")
        for who in ("finance", "presenter"):
            for name, typed in ASKED.items():
                few, many = _medians(small, large, cast.actors[who], typed)
                sys.stdout.write(
                    f"{kind}: {who}, {name}: {many / few:.2f} times ({few * 1e3:.1f}, {many * 1e3:.1f} ms)\n"
                )


def _medians(small: Database, large: Database, viewer: Actor, typed: str) -> list[float]:
    times: dict[Database, list[float]] = {small: [], large: []}
    for _run in range(RUNS + 1):
        for database, taken in times.items():
            with database.snapshot() as session:
                taken.append(seconds(partial(found, session, viewer, asked(typed))))
    return [statistics.median(taken[1:]) for taken in times.values()]


if __name__ == "__main__":
    for wanted in databases.WANTED:
        compare(wanted, int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
