"""Limits and rules over HTTP: their effect first, two people, and what they are frozen into afterwards."""

import re

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from pitchdeck.base.db import Database
from pitchdeck.delivery.notify.telling import tell
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.people import actions, queries
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.delivery.web.settings.test_settings import put
from tests.factories.cast import Cast
from tests.factories.pitches import measure, submitted

LIMITS = {
    "small_minor": "4000",
    "large_minor": "90000",
    "quote_minor": "2500",
    "single_minor": "10000",
    "unit_hours": "60",
    "benefit_green": "90",
    "benefit_amber": "70",
    "cost_green": "105",
    "cost_amber": "120",
    "conflict_default": "strict",
    "fiscal_year_start": "4",
    "reason": "The board's new rules.",
}


def _client(app: Flask, cast: Cast, name: str) -> PolicingClient:
    client = app.test_client()
    assert isinstance(client, PolicingClient)
    client.enter(cast.email(name), cast.password)
    return client


def _house(database: Database) -> queries.OrganisationRow:
    with database.reading() as session:
        return queries.the_organisation(session)


def _answer_url(client: PolicingClient) -> str:
    page = client.get("/settings/limits").get_data(as_text=True)
    (url,) = set(re.findall(r"/setting-changes/\w+/answer", page))
    return str(url)


def test_limits_change_by_two_people_and_say_what_they_move(
    app_anywhere: Flask, cast: Cast, database: Database
) -> None:
    finance, second = _client(app_anywhere, cast, "finance"), _client(app_anywhere, cast, "finance2")
    shown = finance.send("/settings/limits", LIMITS, page="/settings/limits")
    words = text_of(shown.get_data(as_text=True))
    for said in (
        "Small asks up to: €5,000 → €4,000",
        "Hours of a unit up to: 1,000 h a quarter → 60 h a quarter",
        "0 drafts are held against it on submitting; what heads were asked before stays asked.",
        "Cost amber up to: 110% → 120%",
        "Conflict rule of new rounds: by the panel: disclose with fewer than five, else strict → strict",
        "The fiscal year begins in: January → April",
        "Of 0 asks that may still be approved, 0 would be released in one go, 0 as it is now.",
        "0 approved programmes take them at the first release; 0 investments keep their own.",
        "0 planned rounds and 0 open ones keep their own.",
    ):
        assert said in words
    assert put(finance, "/settings/limits", LIMITS).status_code == 303
    assert _house(database).small_minor == 5_000_00
    assert second.send(_answer_url(second), {"verdict": "confirmed"}, page="/settings").status_code == 303
    house = _house(database)
    assert (house.small_minor, house.large_minor, house.quote_minor) == (4_000_00, 90_000_00, 2_500_00)
    assert (house.single_minor, house.conflict_default, house.fiscal_year_start) == (10_000_00, "strict", 4)
    assert house.tolerances == {
        "benefit_green": 0.9,
        "benefit_amber": 0.7,
        "cost_green": 1.05,
        "cost_amber": 1.2,
    }
    history = text_of(second.get("/settings/limits").get_data(as_text=True))
    assert "Fay Finance confirmed" in history
    assert "The board's new rules." in history.replace("&#39;", "'")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"small_minor": "90000"}, "A large ask begins above the highest small one."),
        ({"benefit_amber": "95"}, "Amber begins below green"),
        ({"cost_amber": "100"}, "Amber ends above green"),
        ({"conflict_default": "perhaps"}, "is not one of the choices"),
        ({"fiscal_year_start": "13"}, "is not one of the choices"),
        ({"single_minor": "0.005"}, "decimal"),
        ({"reason": ""}, "Say why"),
    ],
)
def test_limits_that_do_not_hold_keep_what_was_typed(
    sign_in: SignIn, wrong: dict[str, str], words: str
) -> None:
    answer = put(sign_in("finance"), "/settings/limits", {**LIMITS, **wrong})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in text_of(page)
    assert 'value="2,500.00"' in page or 'value="2500"' in page


def _fund(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        funding.open_fund(
            turn.session,
            name="Sales 2026",
            unit_id=cast.units["Sales"],
            fiscal_year=2026,
            amount=10_000_00,
            owner_id=cast.fund_owner.id,
            by=cast.finance,
            at=turn.at,
        )


def test_the_fiscal_year_is_fixed_by_the_first_fund(
    app_anywhere: Flask, cast: Cast, database: Database
) -> None:
    finance, second = _client(app_anywhere, cast, "finance"), _client(app_anywhere, cast, "finance2")
    assert put(finance, "/settings/limits", LIMITS).status_code == 303
    _fund(database, cast)
    url = _answer_url(second)
    refused = second.send(url, {"verdict": "confirmed"}, page="/settings")
    assert refused.status_code == 409
    assert "A fund is open or a pitch was submitted" in text_of(refused.get_data(as_text=True))
    assert second.send(url, {"verdict": "refused"}, page="/settings").status_code == 303
    refused = finance.send("/settings/limits", {**LIMITS, "seen": "yes"}, page="/settings/limits")
    assert 'name="fiscal_year_start"' not in finance.get("/settings/limits").get_data(as_text=True)
    assert put(finance, "/settings/limits", LIMITS).status_code == 422
    rest = {name: value for name, value in LIMITS.items() if name != "fiscal_year_start"}
    assert put(finance, "/settings/limits", rest).status_code == 303
    with pytest.raises(IntegrityError, match="fiscal year begins"), database.writing() as turn:
        turn.session.execute(text("UPDATE organisation SET fiscal_year_start = 4"))
    assert _house(database).fiscal_year_start == 1


def test_the_fiscal_year_is_fixed_by_the_first_submitted_pitch(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        submitted(turn.session, cast, measure(turn.session, cast).id)
    with pytest.raises(IntegrityError, match="fiscal year begins"), database.writing() as turn:
        turn.session.execute(text("UPDATE organisation SET fiscal_year_start = 4"))


@pytest.mark.parametrize(
    "change",
    ["small_minor = large_minor", "benefit_amber = 2", "cost_amber = 0.5", "conflict_default = 'none'"],
)
def test_the_database_refuses_rules_that_do_not_hold(database: Database, cast: Cast, change: str) -> None:
    assert cast
    with pytest.raises(IntegrityError), database.writing() as turn:
        turn.session.execute(text(f"UPDATE organisation SET {change}"))


def _asked(database: Database, cast: Cast) -> str:
    with database.writing() as turn:
        values = {"single_minor": 10_000_00}
        asked = actions.ask_change(turn.session, values, reason="Sooner.", by=cast.finance, at=turn.at)
        return asked.key


def test_a_change_that_waits_is_a_task_and_a_notice_of_the_others_of_finance(
    database: Database, cast: Cast, app_anywhere: Flask
) -> None:
    key = _asked(database, cast)
    with database.writing() as turn:
        tell(turn.session, "setting_asked", {"change": key}, at=turn.at)
    told = "A setting is to change: Sooner."
    for name, waits in (("finance2", True), ("finance", False)):
        client = _client(app_anywhere, cast, name)
        assert (told in text_of(client.get("/").get_data(as_text=True))) is waits
        inbox = text_of(client.get("/inbox").get_data(as_text=True))
        assert ("A change of settings waits for a second person" in inbox) is waits
    with database.writing() as turn:
        actions.answer_change(turn.session, key, verdict="refused", by=cast.finance2, at=turn.at)
    second = _client(app_anywhere, cast, "finance2")
    assert told not in text_of(second.get("/").get_data(as_text=True))


def test_the_auditor_reads_limits_and_changes_none(sign_in: SignIn) -> None:
    auditor = sign_in("auditor")
    page = auditor.get("/settings/limits").get_data(as_text=True)
    assert "Released in one go up to €25,000" in text_of(page)
    assert 'name="small_minor"' not in page
    assert auditor.send("/settings/limits", LIMITS, page="/settings/limits").status_code in {403, 404}
    for name in ("presenter", "investor1", "lead"):
        assert sign_in(name).get("/settings/limits").status_code == 404


@pytest.mark.parametrize("answered", [1, 3])
def test_the_number_of_statements(
    sign_in: SignIn, house: Cast, sqlite: Database, statements: object, answered: int
) -> None:
    finance = sign_in("finance")
    for place in range(answered):
        with sqlite.writing() as turn:
            values = {"single_minor": 10_000_00 + place}
            asked = actions.ask_change(turn.session, values, reason="Sooner.", by=house.finance, at=turn.at)
            actions.answer_change(turn.session, asked.key, verdict="refused", by=house.finance2, at=turn.at)
    with statements() as seen:  # type: ignore[operator]  # the fixture's own context manager
        finance.get("/settings/limits")
    assert len(seen) == 10, seen
