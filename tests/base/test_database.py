"""The three ways into the database, on both kinds."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from pitchdeck.base import history, idempotency, refs, seen
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Busy, Conflict
from pitchdeck.base.idempotency import Answer
from pitchdeck.base.money import Money, split, to_minor
from pitchdeck.features.people.models import Unit
from tests import databases
from tests.factories.cast import Cast

AT = datetime(2026, 3, 4, 5, 6, 7, 890123, tzinfo=UTC)


@pytest.mark.parametrize("way", ["reading", "snapshot"])
def test_a_read_refuses_to_write_in_the_database_itself(database: Database, cast: Cast, way: str) -> None:
    assert cast
    with pytest.raises(DBAPIError), getattr(database, way)() as session:
        session.execute(text("UPDATE unit SET name = 'gone'"))


SETTINGS = {"sqlite": ("PRAGMA recursive_triggers", 1), "postgresql": ("SHOW jit", "off")}
"""What each connection must be told: REPLACE fires triggers, and no small statement is compiled."""


def test_every_way_in_has_the_settings_of_its_database(database: Database) -> None:
    asked, expected = SETTINGS[database.dialect]
    with database.reading() as read, database.snapshot() as snapshot, database.writing() as act:
        told = [session.execute(text(asked)).scalar_one() for session in (read, snapshot, act.session)]
    assert told == [expected] * 3


def test_writing_gives_the_database_clock_and_undoes_a_refused_act(database: Database, cast: Cast) -> None:
    with pytest.raises(Conflict), database.writing() as act:
        assert abs((act.at - datetime.now(UTC)).total_seconds()) < 60
        act.session.add(Unit(key="x", name="Shadow"))
        act.session.flush()
        raise Conflict("no")
    with database.reading() as session:
        found = session.execute(text("SELECT count(*) FROM unit WHERE name = 'Shadow'")).scalar_one()
    assert (found, len(cast.units)) == (0, 6)


def test_a_writer_that_waits_too_long_is_told_so(database: Database, cast: Cast) -> None:
    assert cast
    if database.dialect != "sqlite":
        return  # PostgreSQL has no queue of writers
    impatient = Database(database.url, wait_s=0.05)
    with database.writing(), pytest.raises(Busy, match="try again"), impatient.writing():
        pytest.fail("two writers at once")
    impatient.dispose()


def test_history_refuses_update_and_delete(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        history.record(
            act.session, ("unit", "u"), "added", by=cast.admin, at=AT, states=(None, "new"), why="test"
        )
    with database.reading() as session:
        (line,) = history.of(session, "unit", "u")
    assert (line.at, line.verb, line.to_state, line.why) == (AT, "added", "new", "test")
    for attack in ("UPDATE history SET why = ''", "DELETE FROM history"):
        with pytest.raises(DBAPIError), database.writing() as act:
            act.session.execute(text(attack))


def test_sqlite_replace_cannot_rewrite_history(sqlite: Database) -> None:
    from tests.factories.cast import people_the_house  # noqa: PLC0415  # its own database

    cast = people_the_house(sqlite)
    with sqlite.writing() as act:
        history.record(act.session, ("unit", "u"), "added", by=cast.admin, at=AT)
    with pytest.raises(DBAPIError, match="append-only"), sqlite.writing() as act:
        act.session.execute(
            text(
                "REPLACE INTO history"
                " SELECT id, at, by_id, subject_kind, 'x', verb, NULL, NULL, why, detail, NULL FROM history"
            )
        )


def test_one_effect_per_key(database: Database, cast: Cast) -> None:
    def ask(body: str) -> Answer | None:
        with database.writing() as act:
            earlier = idempotency.begin(act.session, cast.lead.id, "k" * 8, body, at=act.at)
            if earlier is None:
                idempotency.finish(act.session, cast.lead.id, "k" * 8, Answer(303, "/there"))
            return earlier

    assert ask("body") is None
    assert ask("body") == Answer(303, "/there")
    with pytest.raises(Conflict, match="other content"):
        ask("other")


def test_a_refused_act_does_not_use_up_its_key(database: Database, cast: Cast) -> None:
    with pytest.raises(Conflict), database.writing() as act:
        idempotency.begin(act.session, cast.lead.id, "k" * 8, "body", at=act.at)
        raise Conflict("refused")
    with database.writing() as act:
        assert idempotency.begin(act.session, cast.lead.id, "k" * 8, "body", at=act.at) is None


def test_body_hash_ignores_what_changes_with_every_page() -> None:
    told = [("amount", "1"), ("csrf_token", "a"), ("idempotency_key", "b")]
    again = [("idempotency_key", "c"), ("amount", "1")]
    assert idempotency.body_hash("/x", told) == idempotency.body_hash("/x", again)
    assert idempotency.body_hash("/y", told) != idempotency.body_hash("/x", told)


def test_references_have_no_gap_after_a_refusal(database: Database) -> None:
    with database.writing() as act:
        assert refs.next_ref(act.session, "P", 2026) == "P-2026-0001"
    with pytest.raises(Conflict), database.writing() as act:
        refs.next_ref(act.session, "P", 2026)
        raise Conflict("refused")
    with database.writing() as act:
        assert refs.next_ref(act.session, "P", 2026) == "P-2026-0002"
        assert refs.next_ref(act.session, "P", 2027) == "P-2027-0001"


def test_seen_is_written_in_its_own_transaction(database: Database) -> None:
    seen.note(database, "home", "somebody")
    seen.note(database, "home", "somebody")
    with database.reading() as session:
        assert seen.last(session, "home", "somebody") is not None
        assert seen.last(session, "home", "nobody") is None


@pytest.mark.parametrize("name", ["bad\x00", "half \ud800"])
def test_text_that_no_database_can_hold_is_refused(database: Database, name: str) -> None:
    with pytest.raises(StatementError), database.writing() as act:
        act.session.add(Unit(key="k", name=name))
        act.session.flush()


def test_a_word_outside_a_choice_is_refused_by_the_database(database: Database, cast: Cast) -> None:
    assert cast
    with pytest.raises(IntegrityError), database.writing() as act:
        act.session.execute(text("UPDATE mandate SET role = 'king'"))


def test_money_never_loses_a_cent() -> None:
    parts = Money(10_000, "EUR").split((1, 1, 1))
    assert [part.minor for part in parts] == [3334, 3333, 3333]
    assert to_minor(Decimal("0.001"), "EUR", up=True) == 1
    assert Money(1050, "JPY").major == Decimal(1050)
    with pytest.raises(ValueError, match="do not add up"):
        _ = Money(1, "EUR") + Money(1, "USD")
    with pytest.raises(ValueError, match="weights"):
        split(5, (0, 0))


@given(st.integers(-(10**15), 10**15), st.lists(st.integers(0, 10**9), min_size=1, max_size=9).filter(any))
def test_a_split_adds_up_and_is_fair_to_one_unit(minor: int, weights: list[int]) -> None:
    parts = split(minor, weights)
    assert sum(parts) == minor
    total = sum(weights)
    assert all(
        abs(part * total - minor * weight) < total for part, weight in zip(parts, weights, strict=True)
    )


def test_the_application_role_owns_nothing(database: Database, cast: Cast) -> None:
    assert cast
    if database.dialect == "sqlite":
        return  # whoever may write the file owns it
    for attack in ("TRUNCATE history", "DROP TABLE history", "ALTER TABLE history DISABLE TRIGGER ALL"):
        with pytest.raises(DBAPIError), database.writing() as act:
            act.session.execute(text(attack))
    assert databases.owner_url(database) != database.url
