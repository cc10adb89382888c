"""Settings over HTTP: shown ones change at once, figures by two people, with effect, reason and history."""

import re

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from pitchdeck.base.db import Database
from pitchdeck.features.people import actions, queries
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.factories.cast import Cast

FIGURES = {
    "discount_rate": "9",
    "roi_objective_pct": "30",
    "burden": "42",
    "burden_source": "Finance 2026",
    "reason": "The board decided.",
}


def _client(app: Flask, cast: Cast, name: str) -> PolicingClient:
    client = app.test_client()
    assert isinstance(client, PolicingClient)
    client.enter(cast.email(name), cast.password)
    return client


def put(client: PolicingClient, path: str, fields: dict[str, str]) -> TestResponse:
    """Look at what a change would move, and ask for exactly that."""
    shown = client.send(path, fields, page=path.removesuffix("/figures")).get_data(as_text=True)
    seen = re.search(r'name="shown" value="(\w+)"', shown)
    confirmed = {**fields, "seen": "yes", "shown": seen[1] if seen else ""}
    return client.send(path, confirmed, page=path.removesuffix("/figures"))


def _rate(database: Database) -> float:
    with database.reading() as session:
        row = queries.organisation(session)
    assert row
    return row.discount_rate


def test_figures_change_by_two_people_and_show_their_effect_first(
    app_anywhere: Flask, cast: Cast, database: Database
) -> None:
    admin, finance = _client(app_anywhere, cast, "admin"), _client(app_anywhere, cast, "finance")
    shown = admin.send("/settings/figures", FIGURES, page="/settings")
    words = text_of(shown.get_data(as_text=True))
    assert "Discount rate: 8% → 9%" in words
    assert "Payback and NPV of 0 drafts change; 0 frozen revisions stay as they are." in words
    assert put(admin, "/settings/figures", FIGURES).status_code == 303
    assert _rate(database) == 0.08
    assert put(admin, "/settings/figures", FIGURES).status_code == 409
    page = finance.get("/settings").get_data(as_text=True)
    (url,) = set(re.findall(r"/setting-changes/\w+/answer", page))
    assert admin.send(url, {"verdict": "confirmed"}, page="/settings").status_code == 404
    assert finance.send(url, {"verdict": "perhaps"}, page="/settings").status_code == 422
    assert finance.send(url, {"verdict": "confirmed"}, page="/settings").status_code == 303
    assert _rate(database) == 0.09
    assert finance.send(url, {"verdict": "refused"}, page="/settings").status_code == 409
    history = text_of(admin.get("/settings").get_data(as_text=True))
    assert "Finn Finance confirmed" in history
    assert "ROI objective: 25% → 30% The board decided." in history


def test_whoever_asks_does_not_confirm_and_a_refusal_changes_nothing(
    sign_in: SignIn, house: Cast, sqlite: Database
) -> None:
    assert house
    finance = sign_in("finance")
    assert put(finance, "/settings/figures", FIGURES).status_code == 303
    with sqlite.reading() as session:
        (row,) = queries.setting_changes(session)
    url = f"/setting-changes/{row.key}/answer"
    assert finance.send(url, {"verdict": "confirmed"}, page="/settings").status_code == 403
    assert sign_in("finance2").send(url, {"verdict": "refused"}, page="/settings").status_code == 303
    assert _rate(sqlite) == 0.08


def test_what_is_shown_changes_once_its_effect_was_seen_and_with_its_reason(
    sign_in: SignIn, sqlite: Database
) -> None:
    admin = sign_in("admin")
    fields = {"name": "Nordwind SE", "locale": "en_DE", "zone": "Europe/Paris", "why": "New legal form."}
    assert admin.send("/settings", {**fields, "why": ""}, page="/settings").status_code == 422
    assert admin.send("/settings", {**fields, "zone": "Mars/North"}, page="/settings").status_code == 422
    shown = text_of(admin.send("/settings", fields, page="/settings").get_data(as_text=True))
    assert "Name: Nordwind → Nordwind SE" in shown
    assert "letters that left keep the old" in shown
    assert "Deadlines that are set do not move" in shown
    assert admin.send("/settings", {**fields, "seen": "yes"}, page="/settings").status_code == 200
    with sqlite.reading() as session:
        assert queries.the_organisation(session).name == "Nordwind"
    assert put(admin, "/settings", fields).status_code == 303
    with sqlite.reading() as session:  # sheets say the name too
        assert session.execute(text("SELECT COUNT(*) FROM outbox WHERE kind = 'look_changed'")).scalar() == 1
    page = text_of(admin.get("/settings").get_data(as_text=True))
    assert "Name: Nordwind → Nordwind SE" in page
    assert admin.send("/settings", fields, page="/settings").status_code == 422
    for name in ("presenter", "investor1"):
        assert sign_in(name).get("/settings").status_code == 404
    assert sign_in("finance").send("/settings", fields, page="/settings").status_code == 404


def test_what_was_not_shown_is_shown_before_it_is_asked_for(sign_in: SignIn, sqlite: Database) -> None:
    finance = sign_in("finance")
    shown = finance.send("/settings/figures", FIGURES, page="/settings").get_data(as_text=True)
    seen = re.search(r'name="shown" value="(\w+)"', shown)
    assert seen
    other = {**FIGURES, "discount_rate": "12", "seen": "yes", "shown": seen[1]}
    again = finance.send("/settings/figures", other, page="/settings")
    assert again.status_code == 200
    assert "Discount rate: 8% → 12%" in text_of(again.get_data(as_text=True))
    with sqlite.reading() as session:
        assert queries.setting_changes(session) == ()


@pytest.mark.parametrize(
    "wrong", [{"discount_rate": "NaN"}, {"burden": "1e9"}, {"reason": ""}, {"burden": "50"}]
)
def test_figures_that_do_not_hold(sign_in: SignIn, wrong: dict[str, str]) -> None:
    assert put(sign_in("finance"), "/settings/figures", {**FIGURES, **wrong}).status_code == 422


def test_changes_and_answers_are_append_only(sign_in: SignIn, sqlite: Database) -> None:
    assert put(sign_in("finance"), "/settings/figures", FIGURES).status_code == 303
    with pytest.raises(Exception, match="append-only"), sqlite.writing() as turn:
        turn.session.execute(text("UPDATE setting_change SET reason = 'Other'"))


@pytest.mark.parametrize("answered", [1, 3])
def test_the_number_of_statements(
    sign_in: SignIn, house: Cast, sqlite: Database, statements: object, answered: int
) -> None:
    admin = sign_in("admin")
    for place in range(answered):
        with sqlite.writing() as turn:
            values: dict[str, float | str] = {"discount_rate": 0.1 + place / 100, "roi_objective_pct": 25.0}
            values |= {"burden": 0.42, "burden_source": "Finance 2026"}
            why = "The board decided."
            asked = actions.ask_change(turn.session, values, reason=why, by=house.finance, at=turn.at)
            actions.answer_change(turn.session, asked.key, verdict="refused", by=house.finance2, at=turn.at)
    with statements() as seen:  # type: ignore[operator]  # the fixture's own context manager
        admin.get("/settings")
    assert len(seen) == 10, seen
