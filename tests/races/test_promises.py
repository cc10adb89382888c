"""Money of a later year under many hands: no more is promised than asked, and each promise ends once."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions
from pitchdeck.features.portfolio.queries.invariants.advances import ADVANCES
from pitchdeck.features.portfolio.queries.invariants.ledger import LEDGER
from tests.databases import size
from tests.factories.cast import Cast
from tests.features.funding.stage import INVESTORS, YEAR, Stage, build
from tests.races.crowd import race

pytestmark = pytest.mark.race
REF, NEXT = "P-2026-0001", YEAR + 1
Purse = tuple[str, Actor]


def staged(database: Database, cast: Cast, asked: dict[int, int]) -> tuple[Stage, tuple[Purse, ...]]:
    """One pitch in funding that asks of two years, and a purse of this year for each investor."""
    stage = build(database, cast, {REF: asked})
    fund = stage.fund(1_000_000)
    given = tuple((stage.allot(fund, name, 100_000), replace(cast.actors[name])) for name in INVESTORS)
    stage.chair("open_funding")
    return stage, given


def sound(stage: Stage) -> None:
    with stage.reading() as session:
        rules = (*LEDGER, *ADVANCES)
        found = [row for rule in rules for row in session.execute(text(rule.finds)).scalars()]
    assert found == []


def promise_seven(database: Database, number: int, _turn: int, needs: tuple[Purse, ...]) -> None:
    purse, by = needs[number % len(needs)]
    with database.writing() as act:
        actions.promise(act.session, purse, REF, NEXT, 7, by=by, at=act.at)


def test_of_many_at_the_last_euro_exactly_what_fits_succeeds(database: Database, cast: Cast) -> None:
    stage, purses = staged(database, cast, {YEAR: 100, NEXT: 50})
    came = race(database.url, promise_seven, size(40), purses)
    assert came.pop("done") == 7
    known = (f"refused: {REF} still needs €0.01 for {NEXT}",)
    assert all(each.startswith(known) for each in came), came
    assert (stage.total("promised"), stage.total("coming")) == (49, -49)
    sound(stage)


def serve_or_end(database: Database, number: int, turn: int, needs: Any) -> None:
    """Workers serve the same funds, while others promise and take back until funding closes."""
    fund, purses = needs
    purse, by = purses[number % len(purses)]
    with database.writing() as act:
        if number % 2:
            actions.serve_promises(act.session, fund, at=act.at)
        elif turn % 2:
            made = actions.promise(act.session, purse, REF, NEXT, 5, by=by, at=act.at)
            actions.withdraw_promise(act.session, made.key, by=by, at=act.at)
        else:
            actions.promise(act.session, purse, REF, NEXT, 5, by=by, at=act.at)


def test_workers_at_one_fund_serve_each_promise_once(database: Database, cast: Cast) -> None:
    stage, purses = staged(database, cast, {YEAR: 100, NEXT: 50})
    stage.commit("investor1", REF, 100)
    for name, amount in zip(INVESTORS, (10, 20, 20), strict=True):
        stage.promise(name, REF, amount)
    stage.chair("close_funding")
    stage.finance("approve", REF)
    stage.chair("decide")
    stage.chair("publish")
    fund = stage.fund(50, year=NEXT)
    came = race(database.url, serve_or_end, size(20), (fund, purses))
    came.pop("done")
    known = ("This round is not in funding", "This pitch is not open for commitments")
    assert all(any(words in each for words in known) for each in came), came
    assert (stage.total("promised"), stage.total("coming")) == (0, 0)
    assert stage.count("advance_end WHERE outcome = 'served'") == 3
    assert stage.count("commitment") == 4
    sound(stage)


def open_or_take_back(database: Database, number: int, turn: int, needs: Any) -> None:
    """Somebody confirms next year's fund and its job runs, while the investors take back and promise."""
    fund, second, purses, keys = needs
    purse, by = purses[number % len(purses)]
    with database.writing() as act:
        if number == 0:
            if turn == 0:
                actions.confirm_fund(act.session, fund, by=second, at=act.at)
            else:
                actions.serve_promises(act.session, fund, at=act.at)
        elif turn == 0:
            key, owner = keys[number % len(keys)]
            actions.withdraw_promise(act.session, key, by=owner, at=act.at)
        else:
            actions.promise(act.session, purse, REF, NEXT, 5, by=by, at=act.at)


def test_the_opening_of_a_fund_beside_a_withdrawal_ends_each_promise_once(
    database: Database, cast: Cast
) -> None:
    stage, purses = staged(database, cast, {YEAR: 100, NEXT: 50})
    keys = tuple(
        (stage.promise(name, REF, 10).key, by) for name, (_purse, by) in zip(INVESTORS, purses, strict=True)
    )
    fund = stage.act(
        lambda turn: (
            actions.open_fund(
                turn.session,
                name="Sales next",
                unit_id=cast.units["Sales"],
                fiscal_year=NEXT,
                amount=1_000,
                owner_id=cast.fund_owner.id,
                by=cast.finance,
                at=turn.at,
            ).key
        )
    )
    came = race(database.url, open_or_take_back, size(10), (fund, replace(cast.finance2), purses, keys))
    came.pop("done")
    known = ("is open: ask its owner", "has ended already", "needs nothing more", "still needs")
    assert all(any(words in each for words in known) for each in came), came
    assert stage.count("advance_end WHERE outcome = 'freed'") == stage.count("advance_end")
    assert stage.total("promised") == -stage.total("coming")
    sound(stage)
