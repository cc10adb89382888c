"""Defaults, templates and standard values over HTTP: shown with source, entered by finance, used."""

import re

import pytest
from flask import Flask
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.features.people import queries
from pitchdeck.features.people.figures import PUBLISHED
from pitchdeck.features.pitches.queries import draft_of
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.factories.cast import Cast

OURS = {"name": "adoption", "value": "60", "source": "Own surveys", "dated_on": "2026-06-30"}
VALUE = {
    "name": "Customer complaint",
    "unit": "case",
    "value_minor": "85.50",
    "source": "Finance, claims ledger",
    "dated_on": "2026-06-30",
}


def _client(app: Flask, cast: Cast, name: str) -> PolicingClient:
    client = app.test_client()
    assert isinstance(client, PolicingClient)
    client.enter(cast.email(name), cast.password)
    return client


def _enter(client: PolicingClient, fields: dict[str, str]) -> int:
    page = client.send("/settings/defaults", fields, page="/settings/defaults").get_data(as_text=True)
    seen = re.search(r'name="shown" value="(\w+)"', page)
    asked = {**fields, "seen": "yes", "shown": seen[1] if seen else ""}
    return client.send("/settings/defaults", asked, page="/settings/defaults").status_code


def _begin(client: PolicingClient, cast: Cast, template: str) -> tuple[int, str]:
    fields = {"title": "Faster answers", "unit": cast.unit_keys["Support"], "template": template}
    answer = client.send("/pitches", fields, page="/pitches/new")
    return answer.status_code, answer.headers.get("Location", "")


def _adoption(database: Database) -> float:
    with database.reading() as session:
        last = session.execute(text("SELECT max(id) FROM pitch")).scalar_one()
        (line,) = draft_of(session, last).content.benefits
        return float(line.terms["adoption"])


def test_a_default_is_published_entered_used_and_taken_back(
    app_anywhere: Flask, cast: Cast, database: Database
) -> None:
    finance, presenter = _client(app_anywhere, cast, "finance"), _client(app_anywhere, cast, "presenter")
    page = text_of(finance.get("/settings/defaults").get_data(as_text=True))
    for said in ("55% CEB: 45% of what is learned is never applied not stated Published", "143 ATD", "2017"):
        assert said in page
    assert "none in this currency" in page, "US dollars are offered to organisations that keep them"
    shown = finance.send("/settings/defaults", OURS, page="/settings/defaults").get_data(as_text=True)
    assert "People who apply what they learn: 55% → 60%" in text_of(shown)
    assert "Lines of 0 drafts keep what they say" in text_of(shown)
    assert _begin(presenter, cast, "time_saved")[0] == 303
    assert _adoption(database) == 0.55
    assert _enter(finance, OURS) == 303
    page = text_of(finance.get("/settings/defaults").get_data(as_text=True))
    assert "60% Own surveys 2026 Finance" in page
    assert _begin(presenter, cast, "time_saved")[0] == 303
    assert _adoption(database) == 0.6
    url = "/settings/defaults/adoption/removal"
    assert finance.send(url, {}, page="/settings/defaults").status_code == 303
    assert finance.send(url, {}, page="/settings/defaults").status_code == 404
    assert _begin(presenter, cast, "time_saved")[0] == 303
    assert _adoption(database) == 0.55


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"value": "0"}, "Enter a share above 0 and up to 100%."),
        ({"value": "101"}, "Enter a share above 0 and up to 100%."),
        ({"name": "confidence_expert", "value": "100"}, "nobody is fully sure"),
        ({"name": "ratio_virtual", "value": "0"}, "Enter a number above zero."),
        ({"name": "salary"}, "is not one of the choices"),
        ({"value": "NaN"}, "NaN"),
        ({"source": ""}, "Name the source"),
        ({"dated_on": "2026-02-31"}, "31"),
    ],
)
def test_defaults_that_do_not_hold(sign_in: SignIn, wrong: dict[str, str], words: str) -> None:
    finance = sign_in("finance")
    page = finance.send("/settings/defaults", {**OURS, **wrong}, page="/settings/defaults").get_data(
        as_text=True
    )
    seen = re.search(r'name="shown" value="(\w+)"', page)
    asked = {**OURS, **wrong, "seen": "yes", "shown": seen[1] if seen else ""}
    answer = finance.send("/settings/defaults", asked, page="/settings/defaults")
    assert answer.status_code == 422
    assert words in text_of(answer.get_data(as_text=True))


def _seen(client: PolicingClient, url: str, fields: dict[str, str], page: str = "") -> int:
    """Look at what a change moves, and send exactly that again."""
    shown = client.send(url, fields, page=page or url).get_data(as_text=True)
    found = re.search(r'name="shown" value="(\w+)"', shown)
    again = {**fields, "seen": "yes", "shown": found[1] if found else ""}
    return client.send(url, again, page=page or url).status_code


def test_a_rate_is_shown_first_and_stands_in_the_history(sign_in: SignIn) -> None:
    finance, url = sign_in("finance"), "/settings/rates"
    rate = {"purpose": "participant", "name": "Staff", "hourly": "60", "source": "Budget"}
    rate |= {"dated_on": "2026-10-01"}
    shown = text_of(finance.send(url, rate, page=url).get_data(as_text=True))
    assert "Staff per hour, " in shown
    assert "not set → €60.00" in shown
    assert "€60.00" not in text_of(sign_in("lead").get(url).get_data(as_text=True))
    assert _seen(finance, url, {**rate, "hourly": "65"}) == 303
    table, history = text_of(finance.get(url).get_data(as_text=True)).split("History", 1)
    assert "€65.00" in table
    assert "€60.00" not in table
    assert "Staff: not set → €65.00 Budget" in history
    assert "History" not in text_of(sign_in("lead").get(url).get_data(as_text=True))


def test_templates_that_are_not_offered_start_no_pitch(
    app_anywhere: Flask, cast: Cast, database: Database
) -> None:
    finance, presenter = _client(app_anywhere, cast, "finance"), _client(app_anywhere, cast, "presenter")
    offered = dict.fromkeys(("time_saved", "blank"), "y")
    assert finance.send("/settings/templates", {}, page="/settings/defaults").status_code == 422
    shown = finance.send("/settings/templates", offered, page="/settings/defaults").get_data(as_text=True)
    assert "Templates not on offer: none → " in text_of(shown)
    with database.reading() as session:
        assert queries.the_organisation(session).templates_off == []
    assert _seen(finance, "/settings/templates", offered, "/settings/defaults") == 303
    assert "Finn Finance changed" in text_of(finance.get("/settings/defaults").get_data(as_text=True))
    assert finance.send("/settings/templates", offered, page="/settings/defaults").status_code == 422
    page = presenter.get("/pitches/new").get_data(as_text=True)
    assert ('value="time_saved"' in page, 'value="more_sales"' in page) == (True, False)
    assert _begin(presenter, cast, "more_sales")[0] == 422
    assert _begin(presenter, cast, "time_saved")[0] == 303
    with database.reading() as session:
        assert "more_sales" in queries.the_organisation(session).templates_off


def test_the_newest_value_of_a_name_counts(app_anywhere: Flask, cast: Cast, database: Database) -> None:
    finance = _client(app_anywhere, cast, "finance")
    assert _seen(finance, "/settings/values", VALUE) == 303
    newer = {**VALUE, "value_minor": "90", "dated_on": "2026-09-30"}
    shown = text_of(finance.send("/settings/values", newer, page="/settings/values").get_data(as_text=True))
    assert "Customer complaint: €85.50 → €90.00" in shown
    assert _seen(finance, "/settings/values", newer) == 303
    page = text_of(finance.get("/settings/values").get_data(as_text=True))
    table, history = page.split("History", 1)
    assert "Customer complaint case €90.00 Finance, claims ledger" in table
    assert "€85.50" not in table
    assert "Customer complaint: €85.50 → €90.00" in history
    assert "Customer complaint: not set → €85.50" in history
    assert (
        finance.send("/settings/values", {**VALUE, "value_minor": "0"}, page="/settings/values").status_code
        == 422
    )
    with pytest.raises(Exception, match=r"append-only|permission denied"), database.writing() as turn:
        turn.session.execute(text("UPDATE standard_value SET value_minor = 1"))


def test_only_finance_enters_them_and_everybody_reads_them(sign_in: SignIn) -> None:
    for name in ("admin", "presenter", "lead"):
        client = sign_in(name)
        page = client.get("/settings/defaults").get_data(as_text=True)
        assert "CEB" in page
        assert 'name="source"' not in page
        for url, fields in (
            ("/settings/defaults", OURS),
            ("/settings/templates", {}),
            ("/settings/values", VALUE),
        ):
            assert client.send(url, fields, page="/").status_code in {403, 404}


def test_every_published_figure_names_its_source() -> None:
    assert all(each.source for each in PUBLISHED.values())
    assert [name for name, each in PUBLISHED.items() if not each.year] == ["adoption"]


@pytest.mark.parametrize("entered", [1, 3])
def test_the_number_of_statements(sign_in: SignIn, statements: object, entered: int) -> None:
    finance = sign_in("finance")
    for name in ("adoption", "ratio_virtual", "ratio_classroom")[:entered]:
        assert _enter(finance, {**OURS, "name": name}) == 303
    with statements() as seen:  # type: ignore[operator]  # the fixture's own context manager
        finance.get("/settings/defaults")
    assert len(seen) == 9, seen
