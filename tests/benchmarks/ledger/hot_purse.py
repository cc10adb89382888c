"""One purse that everybody commits from, each to a pitch of their own: whole acts through SQLAlchemy.

Both sides send the same statements and read the purse's balance first. The twin takes it under
SELECT … FOR UPDATE, as one writes it at first; the product takes it as a look, and its hot rows last.
"""

from typing import Any
from uuid import uuid4

from sqlalchemy import Select, select

from pitchdeck.base import idempotency
from pitchdeck.base.db import Database
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions
from pitchdeck.features.funding.models import Account, Purse
from tests.benchmarks.ledger.clients import Side
from tests.databases import house_of
from tests.features.funding.stage import YEAR, build

PLENTY = 10**9
Needs = tuple[str, tuple[str, ...], Actor]
_LOOK: Select[int] = select(Account.balance).join(Purse, Purse.id == Account.purse_id)
_LOCK = _LOOK.with_for_update(of=Account)


def staged(database: Database, clients: int) -> Needs:
    """The purse, a pitch for each client, and whose purse it is."""
    cast = house_of(database)
    refs = tuple(f"P-2026-{number:04d}" for number in range(1, clients + 1))
    stage = build(database, cast, {ref: {YEAR: PLENTY} for ref in refs})
    purse = stage.allot(stage.fund(2 * PLENTY), "investor1", PLENTY)
    stage.chair("open_funding")
    return purse, refs, cast.investor1


def committing(database: Database, client: int, needs: Needs) -> float:
    """One act, as the product does it."""
    return _act(database, client, needs, _LOOK)


def checking_first(database: Database, client: int, needs: Needs) -> float:
    """The same act, with the balance locked where it is read."""
    return _act(database, client, needs, _LOCK)


def _act(database: Database, client: int, needs: Needs, first: Any) -> float:
    purse, refs, by = needs
    with database.writing() as act:
        key = str(uuid4())
        idempotency.begin(act.session, by.id, key, "body", at=act.at)
        assert act.session.execute(first.where(Purse.key == purse)).scalar_one() > 0
        actions.commit(act.session, purse, refs[client], 1, by=by, at=act.at)
        idempotency.finish(act.session, by.id, key, idempotency.Answer(303, "/"))
    return 0


SIDES = (Side("ours", committing, Database), Side("twin", checking_first, Database))
