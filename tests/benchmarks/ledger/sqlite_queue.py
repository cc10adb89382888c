"""SQLite, many processes: the longest wait of an act with the writers' queue and with SQLite's polling."""

import time
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from pitchdeck.base.db import Database
from pitchdeck.features.funding import actions
from tests.benchmarks.ledger.clients import Side

CLIENTS, WAIT_S = 8, 30.0
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
    """A whole act; the seconds until its transaction had begun."""
    purse, refs, by = needs
    asked = time.monotonic()
    with database.writing() as act:
        waited = time.monotonic() - asked
        actions.commit(act.session, purse, refs[client], 1, by=by, at=act.at)
    return waited


SIDES = (Side("queued", committing, queued), Side("polling", committing, polling))
