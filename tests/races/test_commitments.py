"""Commitments against the clock and against each other: whoever comes second finds what the first one did."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from pitchdeck.base.db import Database
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions
from pitchdeck.features.people.queries import actor_of
from pitchdeck.features.portfolio.queries.invariants.ledger import LEDGER
from pitchdeck.features.rounds.queries import round_of_key
from tests.databases import size
from tests.factories.cast import Cast
from tests.features.funding.stage import INVESTORS, YEAR, Stage, build
from tests.races.crowd import PROCESSES, race

pytestmark = pytest.mark.race
REF = "P-2026-0001"
Purse = tuple[str, Actor]


def staged(database: Database, cast: Cast, asked: int, purse: int) -> tuple[Stage, tuple[Purse, ...]]:
    """One pitch in funding, and a purse of this size for each investor."""
    stage = build(database, cast, {REF: {YEAR: asked}})
    fund = stage.fund(10 * purse)
    given = tuple((stage.allot(fund, name, purse), replace(cast.actors[name])) for name in INVESTORS)
    stage.chair("open_funding")
    return stage, given


def sound(stage: Stage) -> None:
    """Every rule of the ledger holds."""
    with stage.reading() as session:
        found = [row for rule in LEDGER for row in session.execute(text(rule.finds)).scalars()]
    assert found == []


def lapse_or_commit(database: Database, number: int, turn: int, needs: tuple[Purse, ...]) -> None:
    """Two workers look at a clock that is past the deadline, while the others commit just before it."""
    purse, by = needs[number % len(needs)]
    with database.writing() as act:
        if number % 4 == 0 and turn:
            actions.lapse_overdue(act.session, "round", at=act.at + timedelta(days=30))
        else:
            actions.commit(act.session, purse, REF, 7, by=by, at=act.at)


def extend_lapse_or_commit(database: Database, number: int, turn: int, needs: tuple[Purse, ...]) -> None:
    """The chair extends, again and again, a worker looks at a clock past the old deadline, others commit."""
    purse, by = needs[number % len(needs)]
    past = timedelta(days=25)
    with database.writing() as act:
        if turn and number % 4 == 0:
            actions.lapse_overdue(act.session, "round", at=act.at + past)
        elif turn and number % 4 == 1:
            chair, until = actor_of(act.session, chair_of(act.session), act.at.date()), act.at + 2 * past
            assert chair
            actions.extend_funding(act.session, "round", until, "More time.", by=chair, at=act.at)
        else:
            actions.commit(act.session, purse, REF, 7, by=by, at=act.at)


def chair_of(session: Session) -> int:
    return round_of_key(session, "round").chair_id


def test_an_extension_and_the_end_of_the_deadline_never_cross(database: Database, cast: Cast) -> None:
    stage, purses = staged(database, cast, 10**6, 100_000)
    came = race(database.url, extend_lapse_or_commit, size(40), purses)
    came.pop("done")
    extended = stage.count("extension")
    lapsed = stage.count("history WHERE verb = 'lapsed'")
    assert extended <= 1
    assert stage.count("history WHERE verb = 'funding_extended'") == extended
    assert stage.count("outbox WHERE kind = 'deadline_extended'") == extended * len(INVESTORS)
    assert lapsed <= 1
    # Whichever came first: a lapse before the extension stays, and after it the old deadline ends nothing.
    assert extended + lapsed >= 1
    known = ("was extended once already", "not open for commitments")
    assert all(any(words in each for words in known) for each in came), came
    sound(stage)


def test_a_lapse_and_a_late_commitment_never_both_succeed(database: Database, cast: Cast) -> None:
    attempts = size(40)
    stage, purses = staged(database, cast, 10**6, 100_000)
    came = race(database.url, lapse_or_commit, attempts, purses)
    done = came.pop("done")
    assert done  # how much was taken before the first lapse is the machine's affair
    assert all(words.startswith("refused: This pitch is not open for commitments") for words in came), came
    assert stage.state(REF) == "waitlisted"
    assert stage.total("reserved") == 0
    assert stage.count("history WHERE verb = 'lapsed'") == 1
    assert stage.count("commitment") == stage.count("resolution")
    sound(stage)


def answer_or_take_back(database: Database, number: int, turn: int, needs: Any) -> None:
    """All at the same commitments: half accept what the other half take back."""
    keys, presenter, investor = needs
    with database.writing() as act:
        if number % 2:
            actions.answer_condition(act.session, keys[turn], "accepted", by=presenter, at=act.at)
        else:
            actions.withdraw_commitment(act.session, keys[turn], by=investor, at=act.at)


def test_a_condition_is_accepted_or_taken_back_never_half(database: Database, cast: Cast) -> None:
    attempts = size(60)
    stage, _purses = staged(database, cast, 7 * attempts, 100_000)
    keys = [stage.commit("investor1", REF, 7, condition="A pilot").key for _ in range(attempts)]
    needs = (keys, replace(cast.presenter), replace(cast.investor1))
    came = race(database.url, answer_or_take_back, attempts, needs)
    assert not [words for words in came if words.startswith(("error", "busy"))], came
    assert came["done"] == attempts + stage.count("condition_answer")
    assert stage.count("resolution") == attempts
    assert stage.total("reserved") == 0
    sound(stage)


def make_room(database: Database, number: int, turn: int, needs: Any) -> None:
    """Each process takes back its own of many commitments at once, and each makes room for who stands by."""
    keys, investor = needs
    with database.writing() as act:
        key = keys[number * len(keys) // PROCESSES + turn]
        actions.withdraw_commitment(act.session, key, by=investor, at=act.at)


def test_who_stands_by_is_told_once_however_many_make_room(database: Database, cast: Cast) -> None:
    attempts = size(30)
    total = PROCESSES * attempts
    stage, purses = staged(database, cast, 7 * total, 100_000)
    keys = [stage.commit("investor1", REF, 7).key for _ in range(total)]
    for purse, by in purses[1:]:
        stage.stand_by(purse, REF, 7, by)
    came = race(database.url, make_room, attempts, (keys, replace(cast.investor1)))
    assert came == {"done": total}
    assert stage.count("standby_end WHERE outcome = 'told'") == 2
    assert stage.count("outbox WHERE kind = 'room_opened'") == 2
    assert (stage.total("reserved"), stage.count("commitment")) == (0, total)
    sound(stage)


def change(database: Database, number: int, turn: int, needs: Any) -> None:
    """Everybody changes the same commitments, each to an amount of their own."""
    keys, investor = needs
    with database.writing() as act:
        actions.change_commitment(act.session, keys[turn], 10 + number, by=investor, at=act.at)


def test_of_many_changes_at_once_one_takes_the_place(database: Database, cast: Cast) -> None:
    attempts = size(30)
    stage, _purses = staged(database, cast, 10**6, 100_000)
    keys = [stage.commit("investor1", REF, 7).key for _ in range(attempts)]
    came = race(database.url, change, attempts, (keys, replace(cast.investor1)))
    assert came.pop("done") == attempts
    # Who comes later finds that it has ended, or nothing that could be changed.
    assert all(words.startswith("refused: ") for words in came), came
    assert stage.count("commitment") == 2 * attempts
    assert stage.count("resolution") == attempts
    sound(stage)
