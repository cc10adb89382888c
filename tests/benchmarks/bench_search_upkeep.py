"""What the search index costs an act: the same act with the index's triggers, and with them dropped.

Whole transactions over the clock, interleaved: the median of the ratios. The test databases do not wait for
the disk, so these are the ratios at their worst: with a flush for each commit, both sides grow by the same.
"""

import statistics
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from itertools import count

from sqlalchemy import create_engine, text

from pitchdeck.base.db import Database
from pitchdeck.features.people import actions as people
from pitchdeck.features.pitches import actions
from pitchdeck.features.pitches.actions import StepValues
from tests import databases
from tests.benchmarks.bench_search import fill
from tests.factories.cast import Cast

PITCHES, RUNS = 1_000, 60
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
TITLE = "A title of the usual length, with an année and 12 words in it: number {}"
_SQLITE = (
    "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search~_%' ESCAPE '~'"
)
_POSTGRES = """SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE tgname LIKE 'search~_%' ESCAPE '~' AND NOT tgisinternal"""
Act = Callable[[Database, Cast, int], object]


def unindexed(database: Database) -> None:
    """Drop what keeps the index in step, as its owner; the rows of the house stay as they are."""
    engine = create_engine(databases.owner_url(database))
    query, end = (_SQLITE, "") if database.dialect == "sqlite" else (_POSTGRES, " ON {}")
    with engine.begin() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
        for name, table in found:
            connection.exec_driver_sql(f"DROP TRIGGER {name}{end.format(table)}")
    engine.dispose()
    assert len(found) > 10, "there is nothing to compare with"


def create(database: Database, cast: Cast, number: int) -> str:
    """A new pitch; its key."""
    with database.writing() as turn:
        title, unit = TITLE.format(number), cast.units["People & Learning"]
        return actions.create_pitch(
            turn.session, title=title, unit_id=unit, by=cast.presenter, at=turn.at
        ).key


class Saving:
    """Saves of one draft after another, with or without another title."""

    def __init__(self, *, renames: bool) -> None:
        self.renames = renames
        self.drafts: dict[int, tuple[str, int]] = {}

    def __call__(self, database: Database, cast: Cast, number: int) -> None:
        known = self.drafts.get(id(database))
        key, version = known or (create(database, cast, 0), 1)
        fields = {"title": TITLE.format(number)} if self.renames else {"problem": f"Problem {number}"}
        with database.writing() as turn:
            told = StepValues(fields)
            version = actions.save_draft(
                turn.session, key, "problem", told, version=version, by=cast.presenter, at=turn.at
            )
        self.drafts[id(database)] = (key, version)


def rename(database: Database, cast: Cast, number: int) -> None:
    """A presenter of five pitches gets another name."""
    with database.writing() as turn:
        people.change_person(
            turn.session,
            cast.presenter.key,
            name=f"Pia Presenter {number}",
            email="presenter@nordwind.example",
            title="Learning designer",
            unit_key=cast.unit_keys["People & Learning"],
            by=cast.admin,
            at=turn.at,
        )


def compare(kind: str) -> None:
    """Write one line for each act on this kind of database."""
    opened = databases.sqlite if kind == "sqlite" else databases.postgres
    with ExitStack() as stack:
        indexed, bare = (stack.enter_context(opened(peopled=True)) for _ in range(2))
        cast = databases.house_of(indexed)
        for database in (indexed, bare):
            fill(database, cast, PITCHES)
        unindexed(bare)
        acts: dict[str, Act] = {
            "create a pitch": create,
            "save a draft with another title": Saving(renames=True),
            "save a draft without one": Saving(renames=False),
            "rename who presents five pitches": rename,
        }
        for name, act in acts.items():
            with_it, without = _times(act, indexed, bare, cast)
            ratio = statistics.median(one / other for one, other in zip(with_it, without, strict=True))
            figures = ", ".join(f"{statistics.median(each) * 1e3:.1f}" for each in (without, with_it))
            sys.stdout.write(f"{kind}: {name}: {ratio:.2f} times ({figures} ms)\n")


def _times(act: Act, indexed: Database, bare: Database, cast: Cast) -> tuple[list[float], list[float]]:
    numbers = count(1)
    taken: tuple[list[float], list[float]] = ([], [])
    pairs = tuple(zip((indexed, bare), taken, strict=True))
    for run in range(RUNS + 3):
        for database, times in pairs if run % 2 else reversed(pairs):
            doing = partial(act, database, cast, next(numbers))
            began = time.perf_counter()
            doing()
            times.append(time.perf_counter() - began)
    return taken[0][3:], taken[1][3:]


if __name__ == "__main__":
    for wanted in databases.WANTED:
        compare(wanted)
