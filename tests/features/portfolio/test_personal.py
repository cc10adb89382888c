"""A copy of everything about a person, and a name taken out: on both databases, as jobs."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from config import Config
from pitchdeck.base import outbox
from pitchdeck.base.db import Base, Database, Writing
from pitchdeck.base.errors import Conflict, NotAllowed
from pitchdeck.base.policy import Actor
from pitchdeck.delivery.jobs import house
from pitchdeck.delivery.jobs.keeping import clear_away
from pitchdeck.delivery.jobs.tasks import Shop
from pitchdeck.features.people import actions, queries
from pitchdeck.features.portfolio.queries.invariants import breaches
from pitchdeck.features.portfolio.queries.personal import everything_about, tables_naming_people
from tests.delivery.notify.mailing import drain
from tests.factories.cast import HASH, Cast
from tests.factories.scores import give, in_scoring


@pytest.fixture
def shop(database: Database, tmp_path: Path) -> Shop:
    house.furnish()
    return Shop(database, Config(database_url=database.url, secret_key="only for tests", data_dir=tmp_path))


def told(database: Database, cast: Cast) -> None:
    """The investor scores a pitch and is told something."""
    with database.writing() as turn:
        _round, (pitch,) = in_scoring(turn.session, cast, at=turn.at - timedelta(days=32))
        give(turn.session, pitch, 4, by=cast.investor1, at=turn.at)
        facts = {"purse": "p", "amount": 1, "title": "Support", "year": 2026}
        actions.notify(turn.session, cast.investor1.id, "purse_given", facts, way="off", at=turn.at)
        actions.start_session(turn.session, cast.investor1.id, "t0ken", at=turn.at)


def ask(database: Database, who: Actor, by: Actor) -> str:
    with database.writing() as turn:
        return actions.ask_copy(turn.session, who.key, by=by, at=turn.at)


def content(database: Database, key: str) -> str | None:
    with database.reading() as session:
        return queries.content_of(session, key)


def test_every_table_that_names_a_person_is_in_the_copy() -> None:
    named = {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "person"
    }
    assert {table.name for table, _columns in tables_naming_people()} == named - {"idempotency"}


def test_a_copy_holds_what_is_mine_and_no_secret(database: Database, cast: Cast, shop: Shop) -> None:
    told(database, cast)
    key = ask(database, cast.investor1, cast.investor1)
    assert ask(database, cast.investor1, cast.investor1) == key
    assert content(database, key) is None
    drain(shop)
    copied = content(database, key)
    assert copied is not None
    assert HASH not in copied
    assert "t0ken" not in copied
    found = json.loads(copied)
    assert found["person"][0]["email"] == "investor1@nordwind.example"
    assert {"mandate", "scorecard", "notice", "sign_in", "history"} <= set(found)
    assert found["scorecard"][0]["pitch"].startswith("P-")
    for other in ("investor2@", "Ivan Investor", "Sven Sponsor"):
        assert other not in copied


def test_a_copy_is_asked_by_the_person_or_an_administrator(database: Database, cast: Cast) -> None:
    for other in (cast.finance, cast.auditor, cast.chair):
        with pytest.raises(NotAllowed):
            ask(database, cast.investor1, other)
    assert ask(database, cast.investor1, cast.admin)


def test_a_copy_is_taken_away_after_a_week_and_its_record_stays(
    database: Database, cast: Cast, shop: Shop
) -> None:
    key = ask(database, cast.investor1, cast.investor1)
    drain(shop)
    with database.writing() as turn:
        clear_away(Writing(turn.session, turn.at + timedelta(days=8)), {})
    assert content(database, key) is None
    with database.reading() as session:
        (record,) = queries.files_of(session, cast.investor1.id)
    assert record.done_at is not None
    assert not record.ready


def pseudonym(database: Database, who: Actor, by: Actor) -> str:
    with database.writing() as turn:
        return actions.ask_pseudonym(turn.session, who.key, reason="Left in May.", by=by, at=turn.at)


def test_a_name_is_taken_out_after_its_bearer_has_left(database: Database, cast: Cast, shop: Shop) -> None:
    told(database, cast)
    with pytest.raises(Conflict, match="is active"):
        pseudonym(database, cast.investor1, cast.admin)
    with database.writing() as turn:
        actions.deactivate(turn.session, cast.investor1.key, reason="Left", by=cast.admin, at=turn.at)
    with pytest.raises(NotAllowed):
        pseudonym(database, cast.investor1, cast.finance)
    pseudonym(database, cast.investor1, cast.admin)
    drain(shop)
    with database.snapshot() as session:
        everything = json.dumps(everything_about(session, cast.investor1.id), default=str)
        assert queries.leavers(session) == ()
        assert list(breaches(session)) == []
        scored = session.execute(text("SELECT count(*) FROM scorecard")).scalar_one()
    assert "Ines Investor" not in everything
    assert "investor1@" not in everything
    assert "Former member" in everything
    assert scored == 1
    assert [row for row in json.loads(everything)["history"] if row["verb"] == "scored"]
    assert "notice" not in json.loads(everything)


def test_who_came_back_meanwhile_keeps_their_name(database: Database, cast: Cast, shop: Shop) -> None:
    with database.writing() as turn:
        actions.deactivate(turn.session, cast.viewer.key, reason="Left", by=cast.admin, at=turn.at)
    pseudonym(database, cast.viewer, cast.admin)
    with database.writing() as turn:
        actions.reactivate(turn.session, cast.viewer.key, by=cast.admin, at=turn.at)
    drain(shop)
    with database.reading() as session:
        assert queries.names_of(session, [cast.viewer.id]) == {cast.viewer.id: "Vera Viewer"}
        assert outbox.dead(session) == ()
