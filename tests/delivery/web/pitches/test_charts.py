"""The charts of a pitch on its pages: the table at once, the picture once the worker has drawn it."""

import re
from datetime import UTC, datetime, timedelta
from typing import cast as typed

import pytest
from flask import Flask
from sqlalchemy import func, select

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.base.outbox import Outbox, Owed
from pitchdeck.delivery.charts import Charts
from pitchdeck.delivery.jobs.printing import draw_charts, owe_all_charts
from pitchdeck.delivery.jobs.tasks import Shop
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.actions import StepValues
from pitchdeck.features.pitches.figures import BenefitRow, CostRow
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories import pitches as made
from tests.factories.cast import Cast

NOW = datetime.now(UTC)
TITLES = ("Cumulative net", "From gross benefit to net", "Budget by fiscal year")
WAITS = "The picture is being drawn."


@pytest.fixture
def ref(sqlite: Database, house: Cast) -> str:
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure = made.measure(turn.session, house)
        made.open_round(turn.session, house, at=NOW)
        return made.submitted(turn.session, house, measure.id, yes=False).ref or ""


@pytest.fixture
def nobody_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever draws while somebody waits for a page fails this test."""

    def refuse(*_: object) -> bytes:
        raise AssertionError("a page drew a chart")

    monkeypatch.setattr(Charts, "_drawn", refuse)


def shop_of(app: Flask, database: Database) -> Shop:
    return Shop(database, typed(Config, app.extensions["pitchdeck.config"]))


@pytest.mark.usefixtures("nobody_draws")
def test_a_page_without_its_pictures_shows_tables_and_says_so(sign_in: SignIn, ref: str) -> None:
    page = sign_in("presenter").get(f"/pitches/{ref}").get_data(as_text=True)
    words = text_of(page)
    assert [title for title in TITLES if title in words] == list(TITLES)
    assert words.count(WAITS) == len(TITLES)
    assert "Month after approval" in words
    assert re.search(r"Learning(&#39;|')s share", words)
    assert 'class="chart"' not in page


def test_the_worker_draws_what_the_page_then_shows(
    app: Flask,
    sqlite: Database,
    sign_in: SignIn,
    ref: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with sqlite.reading() as session:
        (key,) = queries.keys_of_pitches(session)
    shop = shop_of(app, sqlite)
    draw_charts(shop, Owed(1, "charts", {"pitch": key}, 1))
    monkeypatch.setattr(Charts, "_drawn", lambda *_: pytest.fail("drawn again"))
    page = sign_in("presenter").get(f"/pitches/{ref}").get_data(as_text=True)
    assert page.count('class="chart"') == 2 * len(TITLES)
    assert page.count('class="pd-narrow-only"') == page.count("pd-wide-only") == len(TITLES)
    assert WAITS not in page
    assert page.count("The same as a table") == len(TITLES)
    draw_charts(shop, Owed(2, "charts", {"pitch": key}, 1))
    shop.tools["press"].close()


def test_a_draft_s_pictures_follow_its_last_save(
    app: Flask, sqlite: Database, house: Cast, sign_in: SignIn
) -> None:
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        coach = (CostRow("one_off", "delivery_facilitation", "Coach", {"amount": 4321}),)
        pitch = made.draft(turn.session, house, made.measure(turn.session, house).id, costs=coach)
        key, version = pitch.key, queries.draft_of(turn.session, pitch.id).version
    client, url = sign_in("presenter"), f"/pitches/{key}/draft/send"
    assert client.get(url).get_data(as_text=True).count(WAITS) == len(TITLES)
    shop = shop_of(app, sqlite)
    draw_charts(shop, Owed(1, "charts", {"pitch": key}, 1))
    assert WAITS not in client.get(url).get_data(as_text=True)
    with sqlite.writing() as turn:
        more = StepValues({}, costs=(*made.COSTS, CostRow("one_off", "technology", "More", {"amount": 999})))
        actions.save_draft(turn.session, key, "cost", more, version=version, by=house.presenter, at=turn.at)
    assert client.get(url).get_data(as_text=True).count(WAITS) == len(TITLES)
    draw_charts(shop, Owed(2, "charts", {"pitch": key}, 1))
    assert WAITS not in client.get(url).get_data(as_text=True)
    shop.tools["press"].close()


def test_saves_of_one_moment_owe_the_charts_once(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = made.draft(turn.session, cast, made.measure(turn.session, cast).id)
        owed = turn.session.scalars(select(Outbox).where(Outbox.kind == "charts")).all()
        assert [row.facts for row in owed] == [{"pitch": pitch.key}]
        assert [row.due_at for row in owed] == [made.AT + timedelta(seconds=15)]


def test_every_living_pitch_is_looked_at_once_a_day(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        measure = made.measure(turn.session, cast)
        key = made.draft(turn.session, cast, measure.id).key
        before = turn.session.scalar(select(func.count(Outbox.id)))
        owe_all_charts(turn, {})
        owe_all_charts(turn, {})
        assert queries.keys_of_pitches(turn.session) == (key,)
        assert turn.session.scalar(select(func.count(Outbox.id))) == (before or 0) + 1


def test_ranges_bring_the_band_and_the_tornado(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    ranged = made.BENEFIT | {"adoption_range": [0.3, 0.7], "isolation_range": [0.4, 0.7]}
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure = made.measure(turn.session, house)
        line = BenefitRow("time_saved", "Less rework", ranged, "Controlling 2026", measure.id)
        key = made.draft(turn.session, house, measure.id, benefits=(line,)).key
    words = text_of(sign_in("presenter").get(f"/pitches/{key}").get_data(as_text=True))
    assert "In 8 of 10 draws it ends between" in words
    assert "What the return hangs on" in words
    assert "ROI at the bad end" in words
