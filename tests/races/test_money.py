"""One purse, one pitch, many processes: exactly what fits goes through, and the rest hears why."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.actions.posting import Move, post
from tests.databases import size
from tests.factories.cast import Cast
from tests.features.funding.stage import INVESTORS, YEAR, Stage, build
from tests.races.crowd import PROCESSES, race

pytestmark = pytest.mark.race
CROWD = {"sqlite": 8, "postgresql": 16}
REFS = tuple(f"P-2026-{number:04d}" for number in range(1, max(CROWD.values()) + 1))
ATTEMPTS = size(10_000)
Purse = tuple[str, Actor]


def commit(database: Database, number: int, _turn: int, needs: tuple[Purse, ...]) -> None:
    """Each process at its own pitch with the one purse, or all at one pitch with their own."""
    purse, by = needs[number % len(needs)]
    ref = REFS[number if len(needs) == 1 else 0]
    with database.writing() as turn:
        actions.commit(turn.session, purse, ref, 7, by=by, at=turn.at)


def swing(database: Database, number: int, turn: int, needs: tuple[Purse, ...]) -> None:
    """Commit and take back at once, across every pitch: acts with several accounts in every order."""
    purse, by = needs[number % len(needs)]
    with database.writing() as act:
        made = actions.commit(act.session, purse, REFS[(number + turn) % len(REFS)], 7, by=by, at=act.at)
    with database.writing() as act:
        actions.withdraw_commitment(act.session, made.key, by=by, at=act.at)


def recuse_or_commit(database: Database, number: int, turn: int, needs: tuple[Purse, ...]) -> None:
    """Half of them step out of pitches while the others commit."""
    purse, by = needs[number % len(needs)]
    ref = REFS[turn % len(REFS)]
    with database.writing() as act:
        if number % 4 == 0:
            actions.recuse(act.session, ref, "Kin", by=by, at=act.at)
        else:
            actions.commit(act.session, purse, ref, 7, by=by, at=act.at)


def give_and_take(
    database: Database, number: int, turn: int, needs: tuple[Sequence[tuple[int, int]], Actor]
) -> None:
    """Three transfers in one act, from or to three purses of three funds, in an order of one's own."""
    pairs, by = needs
    verb = ("give_back", "allot")[turn % 2]
    with database.writing() as act:
        moves = []
        for fund_id, purse_id in pairs if number % 2 else reversed(pairs):
            fund = queries.of_fund(act.session, fund_id)["fund"]
            purse = queries.of_purses(act.session, [purse_id])[purse_id]
            moves.append(Move(verb, *((fund, purse) if verb == "allot" else (purse, fund)), amount=1))
        post(act.session, moves, by=by, at=act.at)


def _staged(
    database: Database, cast: Cast, asked: int, purses: dict[str, int]
) -> tuple[Stage, tuple[Purse, ...]]:
    stage = build(database, cast, {ref: {YEAR: asked} for ref in REFS})
    fund = stage.fund(1_000_000)
    given = tuple(
        (stage.allot(fund, name, amount), replace(cast.actors[name])) for name, amount in purses.items()
    )
    stage.chair("open_funding")
    return stage, given


def _sound(stage: Stage) -> None:
    """No overdraft, and every balance is the sum of its transfers."""
    off = text(
        "SELECT COUNT(*) FROM account a WHERE a.balance < COALESCE(a.floor, a.balance)"
        " OR a.balance > COALESCE(a.ceiling, a.balance)"
        " OR a.balance <> (SELECT COALESCE(SUM(CASE WHEN t.to_id = a.id THEN t.amount ELSE -t.amount END), 0)"
        " FROM transfer t WHERE a.id IN (t.to_id, t.from_id))"
    )
    with stage.reading() as session:
        assert session.execute(off).scalar_one() == 0


def test_one_purse_pays_exactly_what_it_has(database: Database, cast: Cast) -> None:
    processes = CROWD[database.dialect]
    attempts = ATTEMPTS // processes
    fits = processes * attempts // 2
    stage, purses = _staged(database, cast, 10**6, {"investor1": 7 * fits + 3})
    came = race(database.url, commit, attempts, purses, processes=processes)
    assert came.pop("done") == fits
    assert sum(came.values()) == processes * attempts - fits
    assert all(words.startswith("refused: Your purse Sales 2026 has €0.03 free") for words in came), came
    assert (stage.total("purse"), stage.total("reserved")) == (3, 7 * fits)
    _sound(stage)


def test_one_pitch_takes_exactly_what_it_asks(database: Database, cast: Cast) -> None:
    attempts = size(200)
    fits = PROCESSES * attempts // 2
    stage, purses = _staged(database, cast, 7 * fits + 3, dict.fromkeys(INVESTORS, 100_000))
    came = race(database.url, commit, attempts, purses)
    assert came.pop("done") == fits
    assert all(words.startswith("refused: P-2026-0001 still needs €0.03") for words in came), came
    assert sum(came.values()) == PROCESSES * attempts - fits
    assert stage.total("reserved") == 7 * fits
    _sound(stage)


def test_the_last_euro_goes_to_exactly_one(database: Database, cast: Cast) -> None:
    stage, purses = _staged(database, cast, 7, dict.fromkeys(INVESTORS, 7))
    came = race(database.url, commit, 1, purses)
    assert came["done"] == 1
    assert sum(came.values()) == PROCESSES
    assert not [words for words in came if words.startswith(("error", "busy"))], came
    assert stage.state(REFS[0]) == "covered"
    _sound(stage)


def test_money_that_comes_and_goes_never_deadlocks(database: Database, cast: Cast) -> None:
    attempts = size(100)
    stage, purses = _staged(database, cast, 10**6, dict.fromkeys(INVESTORS, 100_000))
    came = race(database.url, swing, attempts, purses)
    assert came == {"done": PROCESSES * attempts}
    assert stage.total("reserved") == 0
    _sound(stage)


def test_acts_of_three_transfers_in_opposite_orders_never_deadlock(database: Database, cast: Cast) -> None:
    attempts = 2 * size(200)
    stage = build(database, cast, {REFS[0]: {YEAR: 1}})
    keys = [
        stage.allot(stage.fund(1_000_000, unit), "investor1", 500_000) for unit in ("Sales", "IT", "Support")
    ]
    with stage.reading() as session:
        purses = [queries.purse_of_key(session, key) for key in keys]
    needs = [(purse.fund_id, purse.id) for purse in purses], replace(cast.fund_owner)
    came = race(database.url, give_and_take, attempts, needs)
    assert came == {"done": PROCESSES * attempts}
    assert stage.total("purse") == 3 * 500_000
    _sound(stage)


def test_a_recusal_leaves_no_money_behind(database: Database, cast: Cast) -> None:
    attempts = size(160)
    stage, purses = _staged(database, cast, 10**6, dict.fromkeys(INVESTORS, 100_000))
    came = race(database.url, recuse_or_commit, attempts, purses)
    assert not [words for words in came if words.startswith(("error", "busy"))], came
    left = text(
        "SELECT COUNT(*) FROM commitment c"
        " JOIN recusal q ON q.pitch_id = c.pitch_id AND q.person_id = c.by_id"
        " LEFT JOIN resolution r ON r.commitment_id = c.id WHERE r.id IS NULL"
    )
    with stage.reading() as session:
        assert session.execute(left).scalar_one() == 0
    _sound(stage)
