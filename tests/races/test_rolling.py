"""Rolling rounds under pressure: a pitch is covered once, and what closes takes nothing more."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.features.funding import actions
from pitchdeck.features.portfolio.queries.invariants.ledger import LEDGER
from tests.databases import size
from tests.factories.cast import Cast
from tests.features.funding.rolling import SMALL, Rolling, roll
from tests.features.funding.stage import INVESTORS
from tests.races.crowd import PROCESSES, race

pytestmark = pytest.mark.race
HALF = SMALL // 2


def sound(stage: Rolling) -> None:
    """Every rule of the ledger holds."""
    with stage.reading() as session:
        found = [row for rule in LEDGER for row in session.execute(text(rule.finds)).scalars()]
    assert found == []


def cover(database: Database, number: int, turn: int, needs: Any) -> None:
    """Everybody commits the missing half of the same pitches."""
    refs, purses = needs
    purse, by = purses[number % len(purses)]
    with database.writing() as act:
        actions.commit(act.session, purse, refs[turn], HALF, by=by, at=act.at)


def test_whoever_covers_it_hands_it_to_finance_once(database: Database, cast: Cast) -> None:
    attempts = size(60)
    stage = roll(database, cast, purse=10**9)
    refs = [stage.small(title=f"Ask {number}") for number in range(attempts)]
    for ref in refs:
        stage.commit("investor1", ref, HALF)
    purses = tuple((stage.purses[name], replace(cast.actors[name])) for name in INVESTORS)
    came = race(database.url, cover, attempts, (refs, purses))
    assert came.pop("done") == attempts
    assert all(words.startswith("refused: ") for words in came), came
    assert sum(came.values()) == (PROCESSES - 1) * attempts
    for verb in ("covered", "handed_over"):
        assert stage.count(f"history WHERE verb = '{verb}'") == attempts
    assert stage.total("reserved") == attempts * SMALL
    assert {stage.state(ref) for ref in refs} == {"in_review"}
    sound(stage)


def commit_or_close(database: Database, number: int, turn: int, needs: Any) -> None:
    """One process closes the round in the middle; the others commit small sums all the while."""
    key, refs, purses, chair, last = needs
    purse, by = purses[number % len(purses)]
    with database.writing() as act:
        if number == 0 and turn == last // 2:
            actions.end_rolling(act.session, key, by=chair, at=act.at, why="The year is over.")
        else:
            actions.commit(act.session, purse, refs[turn % len(refs)], 7, by=by, at=act.at)


def test_closing_the_round_and_a_late_commitment_never_both_succeed(database: Database, cast: Cast) -> None:
    attempts = size(60)
    stage = roll(database, cast, purse=10**9)
    refs = [stage.small(title=f"Ask {number}") for number in range(3)]
    purses = tuple((stage.purses[name], replace(cast.actors[name])) for name in INVESTORS)
    needs = (stage.round_key, refs, purses, replace(cast.chair), attempts)
    came = race(database.url, commit_or_close, attempts, needs)
    assert came.pop("done") >= 1
    assert all(words.startswith("refused: ") for words in came), came
    assert {stage.state(ref) for ref in refs} == {"waitlisted"}
    assert (stage.total("reserved"), stage.total("purse")) == (0, 0)
    assert stage.count("resolution") == stage.count("commitment")
    sound(stage)
