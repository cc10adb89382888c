"""A cut beside commitments and releases: whoever comes second finds what the first one did."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.queries import shortfalls
from pitchdeck.features.investments import actions as investments
from pitchdeck.features.portfolio.queries.invariants.ledger import LEDGER
from pitchdeck.features.portfolio.queries.invariants.shortfalls import SHORTFALLS
from tests.databases import size
from tests.factories.cast import Cast
from tests.features.funding.stage import INVESTORS, YEAR, build
from tests.features.investments.stage import build as funded
from tests.races.crowd import race

pytestmark = pytest.mark.race
REF = "P-2026-0001"


def sound(database: Database) -> None:
    with database.snapshot() as session:
        rules = (*LEDGER, *SHORTFALLS)
        assert [row for rule in rules for row in session.execute(text(rule.finds)).scalars()] == []


def cut_or_commit(database: Database, number: int, turn: int, needs: Any) -> None:
    """Owner and finance confirm, or propose anew where money moved, while the others commit."""
    key, people, purses = needs
    purse, investor = purses[number % len(purses)]
    with database.writing() as act:
        if number >= len(people):
            funding.commit(act.session, purse, REF, 7, by=investor, at=act.at)
        elif turn % 3 == 0:
            funding.propose_again(act.session, key, by=people[0], at=act.at)
        else:
            newest = shortfalls.lists_of(act.session, shortfalls.shortfall_of_key(act.session, key).id)[0]
            funding.confirm_shortfall(act.session, key, newest.number, by=people[number], at=act.at)


def test_a_cut_beside_commitments_moves_once_and_never_too_much(database: Database, cast: Cast) -> None:
    stage = build(database, cast, {REF: {YEAR: 10**6}})
    fund = stage.fund(400_000)
    purses = tuple((stage.allot(fund, name, 100_000), replace(cast.actors[name])) for name in INVESTORS)
    stage.chair("open_funding")
    said: dict[str, Any] = {"reason": "The group cut it.", "by": cast.finance}
    key = stage.act(lambda t: funding.raise_shortfall(t.session, fund, 250_000, at=t.at, **said))
    people = (replace(cast.finance), replace(cast.fund_owner))
    came = race(database.url, cut_or_commit, size(30), (key, people, purses))
    assert came.pop("done") > 0
    assert all(words.startswith("refused: ") for words in came), came
    with stage.reading() as session:
        ended = session.execute(text("SELECT COUNT(*) FROM shortfall_end")).scalar_one()
    assert ended <= 1
    sound(database)


def cut_or_release(database: Database, number: int, _turn: int, needs: Any) -> None:
    key, people, tranches = needs
    with database.writing() as act:
        if number % 2:
            by = people[2]
            investments.release(act.session, tranches[number // 4], by=by, at=act.at, reason="As planned.")
        else:
            by = people[number // 2 % 2]
            funding.confirm_shortfall(act.session, key, 1, by=by, at=act.at)


def test_a_cut_beside_a_release_of_the_same_pitch(database: Database, cast: Cast) -> None:
    stage = funded(database, cast)
    with database.reading() as session:
        fund = str(session.execute(text("SELECT key FROM fund")).scalar_one())
    said: dict[str, Any] = {"reason": "The group cut it.", "by": cast.finance}
    key = stage.act(lambda t: funding.raise_shortfall(t.session, fund, 75_000_00, at=t.at, **said))
    people = (replace(cast.finance), replace(cast.fund_owner), replace(cast.finance2))
    came = race(database.url, cut_or_release, 2, (key, people, tuple(stage.tranches)))
    assert came.pop("done") > 0
    assert all(words.startswith("refused: ") for words in came), came
    sound(database)
