"""SQLite, many processes: the longest wait of an act with the writers' queue and with SQLite's polling."""

import time
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from sqlalchemy.exc import OperationalError

from pitchdeck.base.db import Database
from pitchdeck.features.funding import actions
from tests.benchmarks.ledger.clients import Side

CLIENTS, WAIT_S, MOST_TURNS = 8, 30.0, 10
Needs = tuple[str, tuple[str, ...], Any]


def queued(url: str) -> Database:
    """As the product opens it, with the patience of its other side."""
    return Database(url, wait_s=WAIT_S)


def polling(url: str) -> Database:
    """SQLite's own busy_timeout alone."""
    database = Database(url, wait_s=WAIT_S)
    database.engines = replace(database.engines, turn=nullcontext)
    return database


def committing(database: Database, client: int, needs: Needs) -> float:
    """A whole act; the seconds until its transaction had begun.

    Whoever polled in vain for all of SQLite's patience asks again: that is one wait, and the longer one.
    """
    asked = time.monotonic()
    for _turn in range(MOST_TURNS):
        try:
            return _committed(database, client, needs, asked)
        except OperationalError as refused:
            if "locked" not in str(refused):
                raise
    raise AssertionError(f"no turn in {MOST_TURNS * WAIT_S:.0f} s")


def _committed(database: Database, client: int, needs: Needs, asked: float) -> float:
    purse, refs, by = needs
    with database.writing() as act:
        waited = time.monotonic() - asked
        actions.commit(act.session, purse, refs[client], 1, by=by, at=act.at)
    return waited


SIDES = (Side("queued", committing, queued), Side("polling", committing, polling))
