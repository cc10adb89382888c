"""The clock ends commitments below the minimum: one look owes it, one job does it, and does it once."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from config import Config
from pitchdeck.base import outbox
from pitchdeck.base.db import Database
from pitchdeck.delivery.jobs import embedded, house, schedule
from pitchdeck.delivery.jobs.tasks import Shop
from pitchdeck.features.funding import actions
from pitchdeck.features.people import queries
from tests.factories.cast import Cast
from tests.features.funding.stage import NOW, YEAR, Stage, build

REF = "P-2026-0001"


def worked(shop: Shop) -> None:
    while embedded.one(shop):
        pass


def late(database: Database, cast: Cast) -> Stage:
    """A pitch with a part of its minimum, in a round whose deadline passed an hour ago."""
    stage = build(database, cast, {REF: {YEAR: 30_000_00}}, closes_in=-timedelta(hours=1))
    purse = stage.allot(stage.fund(100_000_00), "investor1", 50_000_00)
    stage.chair("open_funding")
    given: dict[str, Any] = {"by": cast.investor1, "at": NOW - timedelta(hours=2)}
    stage.act(lambda turn: actions.commit(turn.session, purse, REF, 12_000_00, **given))
    return stage


def test_two_looks_at_the_clock_lapse_it_once_and_tell_the_investor(
    database: Database, cast: Cast, tmp_path: Path
) -> None:
    house.furnish()
    shop = Shop(database, Config(database_url=database.url, secret_key="x", data_dir=tmp_path))
    stage = late(database, cast)
    for _ in range(2):
        with database.writing() as turn:
            outbox.owe(turn.session, "lapses", {}, at=turn.at)
    worked(shop)

    assert (stage.state(REF), stage.total("reserved"), stage.total("purse")) == ("waitlisted", 0, 50_000_00)
    assert stage.count("history WHERE verb = 'lapsed'") == 1
    with database.reading() as session:
        told = [
            row.facts for row in queries.notices_of(session, cast.investor1.id) if row.kind == "money_freed"
        ]
    assert [(each["amount"], each["reason"]) for each in told] == [
        (12_000_00, "The minimum was not reached.")
    ]
    assert "lapses" in schedule.SCHEDULE
