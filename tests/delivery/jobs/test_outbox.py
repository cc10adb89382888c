"""What is owed: written with its act or not at all, taken by one, done once, and never silently dropped."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from pitchdeck.base import outbox
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict
from pitchdeck.base.outbox import MOST_ATTEMPTS, Owed
from pitchdeck.delivery.jobs import performing
from pitchdeck.delivery.jobs.performing import TryAgain
from pitchdeck.delivery.jobs.tasks import A_MINUTE, Shop
from tests.delivery.jobs.counting import effects

LATER = timedelta(days=1)


def owe(database: Database, kind: str, key: str | None = None) -> bool:
    with database.writing() as turn:
        return outbox.owe(turn.session, kind, {"n": 1}, at=turn.at, key=key)


def take(database: Database, after: timedelta = timedelta()) -> Owed | None:
    with database.writing() as turn:
        return outbox.claim_next(turn.session, turn.at + after, A_MINUTE)


def taken(database: Database, after: timedelta = timedelta()) -> Owed:
    owed = take(database, after)
    assert owed is not None
    return owed


def jobs(database: Database) -> int | None:
    """How many jobs PostgreSQL's queue holds; None on SQLite, where the rows are the queue."""
    if database.dialect == "sqlite":
        return None
    with database.reading() as session:
        return int(session.execute(text("SELECT count(*) FROM procrastinate_jobs")).scalar_one())


def test_what_an_act_owes_is_rolled_back_with_it(database: Database) -> None:
    with pytest.raises(Conflict), database.writing() as turn:
        outbox.owe(turn.session, "count", {}, at=turn.at)
        raise Conflict("no")
    assert take(database) is None
    assert jobs(database) in {0, None}


def test_what_is_owed_is_enqueued_in_the_same_transaction(database: Database) -> None:
    owe(database, "count")
    assert jobs(database) in {1, None}
    assert taken(database).facts == {"n": 1}


def test_a_key_is_owed_once(database: Database) -> None:
    assert owe(database, "count", "monday")
    assert not owe(database, "count", "monday")
    assert owe(database, "count", "tuesday")
    with database.reading() as session:
        assert outbox.owed_before(session, "monday")
        assert not outbox.owed_before(session, "wednesday")


def test_a_row_is_taken_by_one_until_its_lease_ends(database: Database) -> None:
    owe(database, "count")
    first = taken(database)
    assert take(database) is None
    second = taken(database, A_MINUTE * 2)
    assert (first.id, first.attempt, second.attempt) == (second.id, 1, 2)
    with database.writing() as turn:
        assert not outbox.finish(turn.session, first, at=turn.at)
        assert outbox.finish(turn.session, second, at=turn.at)
        assert not outbox.finish(turn.session, second, at=turn.at)


def test_the_effect_and_the_mark_are_one(shop: Shop) -> None:
    owe(shop.database, "count")
    owed = taken(shop.database)
    performing.perform(shop, owed)
    performing.perform(shop, owed)
    assert effects(shop.database) == 1
    assert take(shop.database, LATER) is None


def test_a_failure_is_tried_again_later_and_longer_each_time(shop: Shop) -> None:
    owe(shop.database, "fail")
    after, waits = timedelta(), []
    for _ in range(MOST_ATTEMPTS - 1):
        owed = taken(shop.database, after)
        now = datetime.now(UTC)
        with pytest.raises(TryAgain) as again:
            performing.perform(shop, owed)
        waits.append(round((again.value.at - now).total_seconds()))
        after += again.value.at - now + timedelta(seconds=1)
    assert waits == [10, 30, 90, 270, 810, 2430, 7290]
    performing.perform(shop, taken(shop.database, after))
    with shop.database.reading() as session:
        (dead,) = outbox.dead(session)
    assert (dead.kind, dead.attempts, dead.failure) == ("fail", MOST_ATTEMPTS, "ConnectionError")
    assert effects(shop.database) == 0


def test_what_cannot_succeed_is_given_up_at_once(shop: Shop) -> None:
    owe(shop.database, "give_up")
    owe(shop.database, "nobody knows this")
    performing.perform(shop, taken(shop.database))
    performing.perform(shop, taken(shop.database))
    with shop.database.reading() as session:
        assert [row.failure for row in outbox.dead(session)] == [
            "No task is called nobody knows this.",
            "The address does not exist.",
        ]


def test_the_dead_are_revived_with_all_their_attempts(shop: Shop) -> None:
    owe(shop.database, "give_up")
    performing.perform(shop, taken(shop.database))
    with shop.database.writing() as turn:
        (dead,) = outbox.dead(turn.session)
        before = jobs(shop.database)
        assert outbox.revive(turn.session, dead.id, at=turn.at) == "give_up"
        assert outbox.revive(turn.session, dead.id, at=turn.at) is None
    assert jobs(shop.database) == (before if before is None else before + 1)
    assert taken(shop.database).attempt == 1


def test_what_kills_every_worker_is_given_up(database: Database) -> None:
    owe(database, "count")
    for number in range(MOST_ATTEMPTS):
        taken(database, A_MINUTE * 2 * number)
    assert take(database, LATER) is None
    with database.reading() as session:
        (dead,) = outbox.dead(session)
    assert dead.failure == outbox.KILLED
