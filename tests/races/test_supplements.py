"""More money for a funded pitch in a race: the last cent is committed once, and it is approved once."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.investments import actions as investments
from pitchdeck.features.portfolio.queries.invariants.ledger import LEDGER
from pitchdeck.features.portfolio.queries.invariants.supplements import SUPPLEMENTS
from tests.databases import size
from tests.factories.cast import Cast
from tests.features.investments.stage import build
from tests.features.investments.supplements import overspent
from tests.races.crowd import race

pytestmark = pytest.mark.race
PIECE = 1_00


def pay_or_decide(database: Database, number: int, _turn: int, needs: Any) -> None:
    """Investors commit a piece each, while two of finance try to approve it."""
    key, purses, people, at = needs
    with database.writing() as act:
        if number >= len(people):
            purse, by = purses[number % len(purses)]
            funding.commit_more(act.session, key, purse, PIECE, by=by, at=at, up_to_needed=True)
        else:
            investments.approve_more(act.session, key, by=people[number], at=at)


def test_the_last_cent_is_committed_once_and_approved_once(database: Database, cast: Cast) -> None:
    stage = build(database, cast)
    stage.release()
    asked = size(20) * 2 * PIECE + 1
    short = overspent(stage, asked)
    key = short.ask(asked)
    purses = tuple((short.purses[name], replace(cast.actors[name])) for name in ("investor2", "investor3"))
    people = (replace(cast.finance), replace(cast.finance2))
    came = race(database.url, pay_or_decide, size(20), (key, purses, people, short.at))
    assert came.pop("done") > 0
    assert all(words.startswith("refused: ") for words in came), came
    row = short.row(key)
    assert row.given == asked
    if row.outcome is None:
        assert short.approve(key) == asked
    assert (short.count("supplement_end"), short.balance("reserved")) == (1, 0)
    assert stage.tracked().overrun == 0
    with database.snapshot() as session:
        rules = (*LEDGER, *SUPPLEMENTS)
        assert [line for rule in rules for line in session.execute(text(rule.finds)).scalars()] == []
