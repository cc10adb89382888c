"""A mandate works on the days that it is where the organisation is, not where the server's clock is."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from pitchdeck.base.db import Database
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.models import Organisation
from tests.client import PolicingClient
from tests.factories.cast import Cast

# At every hour at least one of them has another day than UTC: a mandate read by UTC's day fails there.
ZONES = ["Etc/GMT+12", "Pacific/Kiritimati"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("days", [(0, 0, 200), (-3, -1, 404), (1, 9, 404)])
def test_a_mandate_works_on_the_organisation_s_days(
    app_anywhere: Flask, database: Database, cast: Cast, zone: str, days: tuple[int, int, int]
) -> None:
    first, last, status = days
    with database.writing() as act:
        act.session.execute(update(Organisation).values(zone=zone))
        today = queries.local_day(act.session, datetime.now(UTC))
        actions.grant(
            act.session,
            person_id=cast.nobody.id,
            role="presenter",
            by_id=cast.admin.id,
            at=act.at,
            valid_from=today + timedelta(days=first),
            valid_to=today + timedelta(days=last),
        )
    client = app_anywhere.test_client()
    assert isinstance(client, PolicingClient)
    client.enter(cast.email("nobody"), cast.password)
    assert client.get("/pitches/new").status_code == status
