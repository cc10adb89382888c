"""A deadline that passes: its chair hears of it once, and nobody else does."""

from datetime import timedelta
from pathlib import Path

from config import Config
from pitchdeck.base import outbox
from pitchdeck.base.db import Database
from pitchdeck.delivery.jobs import embedded, house
from pitchdeck.delivery.jobs.tasks import Shop
from pitchdeck.delivery.notify.words import Writer
from pitchdeck.features.people import queries
from tests.factories.cast import Cast
from tests.factories.scores import in_scoring


def look(shop: Shop) -> None:
    with shop.database.writing() as turn:
        outbox.owe(turn.session, "deadlines", {}, at=turn.at)
    for _ in range(300):
        if not embedded.one(shop):
            return


def told(database: Database, cast: Cast) -> dict[str, list[str]]:
    with database.reading() as session:
        found = {name: queries.notices_of(session, actor.id) for name, actor in cast.actors.items()}
        settings = queries.organisation(session)
    assert settings is not None
    writer = Writer(settings, "")
    return {
        name: [writer.notice(row.kind, row.facts).subject for row in rows if row.kind == "deadline_passed"]
        for name, rows in found.items()
    }


def test_the_chair_hears_of_a_passed_deadline_once(database: Database, cast: Cast, tmp_path: Path) -> None:
    house.furnish()
    shop = Shop(database, Config(database_url=database.url, secret_key="x", data_dir=tmp_path))
    with database.writing() as turn:
        in_scoring(turn.session, cast, at=turn.at - timedelta(days=44))
    look(shop)
    assert not any(told(database, cast).values())
    with database.writing() as turn:
        in_scoring(turn.session, cast, ("Another",), at=turn.at - timedelta(days=46))
    for _ in range(2):
        look(shop)
    found = told(database, cast)
    (subject,) = found.pop("chair")
    assert subject.startswith("Scoring in Spring round ended on ")
    assert not any(found.values())
