"""From an empty database to the first open round, over HTTP alone: nobody reads documentation."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from pitchdeck.app import create_app
from pitchdeck.base.db import Database
from pitchdeck.features.people import actions, queries
from pitchdeck.features.rounds.figures import DEFAULT_CRITERIA
from tests import databases
from tests.client import PolicingClient, text_of
from tests.factories.settings import settings

CODE = "0a1b-2c3d-4e5f-6071-8293"
_LINK = r'<strong>([^<]+)</strong></p>\s*<form[^>]*action="(/people/\w+/link)"'
PASSWORD = "seventeen purple herons"
ORGANISATION = {
    "admin_name": "Ada Novak",
    "admin_email": "ada@acme.example",
    "name": "Acme",
    "currency": "chf",
    "locale": "en_CH",
    "zone": "Europe/Zurich",
    "fiscal_year_start": "4",
    "discount_rate": "8",
    "roi_objective_pct": "25",
    "burden": "42",
    "burden_source": "Finance, budget 2027",
}
PARTS = {
    "lead": ("Ada Novak", "ada"),  # the administrator leads learning as well
    "presenter": ("Pia Brunner", "pia"),
    "sponsor": ("Sven Roth", "sven"),
    "investor": ("Ines Keller", "ines"),
    "chair": ("Sven Roth", "sven"),
    "finance": ("Finn Meier", "finn"),
    "fund_owner": ("Olga Frei", "olga"),
}


@pytest.fixture
def empty(database: Database) -> Flask:
    """The application on a database with nobody in it, whose set-up code is CODE."""
    with database.writing() as turn:
        actions.offer_setup(turn.session, CODE, at=turn.at)
    config = settings(database, databases.folder() / "data", testing=True)
    app = create_app(config, database)
    app.test_client_class = PolicingClient
    return app


def _client(app: Flask) -> PolicingClient:
    client = app.test_client()
    assert isinstance(client, PolicingClient)
    return client


def _founded(app: Flask) -> PolicingClient:
    """The first administrator, signed in after everything that the set-up asks."""
    client = _client(app)
    assert client.send("/setup", {"code": CODE.upper()}, page="/setup").location == "/setup/organisation"
    made = client.send("/setup/organisation", ORGANISATION, page="/setup/organisation")
    assert made.status_code == 303
    _enter(client, made.location, "ada")
    return client


def _enter(client: PolicingClient, link: str, short: str) -> None:
    fields = {"new_password": PASSWORD, "new_password_again": PASSWORD}
    assert client.send(link, fields, page=link).status_code == 303
    assert client.enter(f"{short}@acme.example", PASSWORD).status_code == 303


def _people(client: PolicingClient, **other: str) -> Any:
    fields: dict[str, str] = {}
    for place, (role, (name, short)) in enumerate(PARTS.items()):
        row = {"role": role, "name": name, "email": f"{short}@acme.example"}
        fields |= {f"people-{place}-{field}": value for field, value in row.items()}
    return client.send("/setup/people", fields | other, page="/setup/people")


def _everybody(app: Flask, admin: PolicingClient) -> dict[str, PolicingClient]:
    """Everybody, each come in by the link that the administrator was shown."""
    page = admin.get("/setup/steps").get_data(as_text=True)
    found = {"ada": admin}
    for name, url in re.findall(
        r'<strong>([^<]+)</strong></p>\s*<form[^>]*action="(/people/\w+/link)"', page
    ):
        shown = admin.send(url, {}, page="/setup/steps")
        (link,) = re.findall(r"http://127.0.0.1:8000(/new-password/[^<]+)<", shown.get_data(as_text=True))
        short = name.split()[0].lower()
        found[short] = _client(app)
        _enter(found[short], link, short)
    return found


def _plan(database: Database) -> dict[str, Any]:
    with database.reading() as session:
        everybody = {one.name: one.key for one in queries.people(session)}
        (unit,) = (one.key for one in queries.units(session) if one.name == "Acme")
    soon = datetime.now(UTC).date()
    days = ("pitches_close_at", "scoring_closes_at", "funding_closes_at", "decision_on")
    plan: dict[str, Any] = {
        "name": "First round",
        "unit": unit,
        "chair": everybody["Sven Roth"],
        "quorum": "1",
    }
    plan |= {"panel": [everybody["Ines Keller"]], "fiscal_year": "2027", "roi_objective_pct": "25"}
    plan |= {day: (soon + timedelta(days=10 * place)).isoformat() for place, day in enumerate(days, start=1)}
    for place, text in enumerate(DEFAULT_CRITERIA):
        names = ("name", "question", "weight", "anchor_low", "anchor_middle", "anchor_high")
        plan |= {f"criteria-{place}-{name}": str(getattr(text, name)) for name in names}
    return plan


def test_from_nothing_to_the_first_round(empty: Flask, database: Database) -> None:
    admin = _founded(empty)
    assert "left to the first round" in text_of(admin.get("/").get_data(as_text=True))
    assert admin.send("/units", _below(database)).status_code == 303
    assert _people(admin).status_code == 303
    all_ = _everybody(empty, admin)
    assert set(all_) == {"ada", "pia", "sven", "ines", "finn", "olga"}
    _confirm_each_other(all_, database)
    _rate_and_goal(all_, database)
    made = admin.send("/rounds", _plan(database), page="/rounds/new")
    assert made.status_code == 303, text_of(made.get_data(as_text=True))
    (opening,) = _offered(all_["sven"], made.location, "opening")
    assert all_["sven"].send(opening, {}, page=made.location).status_code == 303
    page = text_of(admin.get("/setup/steps").get_data(as_text=True))
    assert "Everything is in place: the first round is open." in page
    assert "left to the first round" not in text_of(admin.get("/").get_data(as_text=True))
    pitch = {"title": "Calmer support", "template": "blank", "unit": _plan(database)["unit"]}
    assert all_["pia"].send("/pitches", pitch, page="/pitches/new").status_code == 303


def _offered(client: PolicingClient, page: str, act: str) -> set[str]:
    """The addresses of an act that the buttons of a page offer."""
    return set(re.findall(rf'action="(/\w+/\w+/{act})"', client.get(page).get_data(as_text=True)))


def _below(database: Database) -> dict[str, str]:
    with database.reading() as session:
        (top,) = queries.unit_tree(session)
    return {"name": "Support", "parent": top.key, "erp_code": ""}


def _confirm_each_other(all_: dict[str, PolicingClient], database: Database) -> None:
    """The first yes is the other founder's; from then on the usual rule holds, for the investor too."""
    home = text_of(all_["finn"].get("/").get_data(as_text=True))
    assert "the founders confirm each other" in home
    (theirs,), (own,) = (_offered(all_[name], "/founding", "founding") for name in ("finn", "olga"))
    assert all_["finn"].send(own, {}, page="/founding").status_code == 403  # one's own
    assert all_["ada"].send(theirs, {}, page="/").status_code == 403  # granted by the administrator
    assert all_["pia"].send(theirs, {}, page="/").status_code == 403  # none of the founders
    assert all_["pia"].get("/founding").status_code == 404
    assert all_["finn"].send(theirs, {}, page="/founding").status_code == 303
    assert all_["olga"].send(own, {}, page="/").status_code == 404  # the first day is over
    with database.reading() as session:
        waiting = [row.key for row in queries.mandates(session) if row.role in {"investor", "finance"}]
    for key in waiting:
        assert all_["olga"].send(f"/mandates/{key}/confirmation", {}, page="/people").status_code == 303


def _rate_and_goal(all_: dict[str, PolicingClient], database: Database) -> None:
    rate = {
        "purpose": "participant",
        "name": "Staff",
        "hourly": "60",
        "source": "Budget",
        "dated_on": "2026-10-01",
    }
    assert all_["ada"].send("/settings/rates", rate, page="/settings/rates").status_code == 404
    shown = all_["finn"].send("/settings/rates", rate, page="/settings/rates").get_data(as_text=True)
    seen = re.search(r'name="shown" value="(\w+)"', shown)
    assert seen
    rate |= {"seen": "yes", "shown": seen[1]}
    assert all_["finn"].send("/settings/rates", rate, page="/settings/rates").status_code == 303
    with database.reading() as session:
        (sven,) = (one.key for one in queries.people(session) if one.name == "Sven Roth")
        (unit,) = (one.key for one in queries.units(session) if one.name == "Acme")
    goal = {"name": "Faster help", "why": "Customers wait.", "priority": "1", "unit": unit, "owner": sven}
    made = all_["ada"].send("/goals", {**goal, "until": "2028-12-31"}, page="/goals/new")
    assert made.status_code == 303
    measure = {"name": "Hours lost", "unit_of_measure": "hours", "baseline": "6", "baseline_on": "2026-09-01"}
    measure |= {"target": "2", "target_on": "2027-12-31", "owner": sven}
    answer = all_["ada"].send(made.location.replace("/new", ""), measure, page=made.location)
    assert answer.status_code == 303


def test_every_address_leads_to_the_set_up_and_only_the_code_opens_it(empty: Flask) -> None:
    client = _client(empty)
    for address in ("/", "/pitches", "/people", "/sign-in"):
        assert client.get(address, follow_redirects=True).request.path == "/setup"
    assert client.get("/setup/organisation").location == "/setup"
    wrong = client.send("/setup", {"code": "0000-0000"}, page="/setup")
    assert wrong.status_code == 404
    assert client.send("/setup/organisation", ORGANISATION, page="/setup").location == "/setup"
    assert client.get("/setup/steps").status_code == 302


def test_what_does_not_hold_is_said_and_the_code_works_once(empty: Flask) -> None:
    client = _client(empty)
    client.send("/setup", {"code": CODE}, page="/setup")
    for wrong in ({"currency": "QQQ"}, {"admin_email": "ada"}, {"zone": "Mars/North"}, {"burden": "NaN"}):
        answer = client.send("/setup/organisation", ORGANISATION | wrong, page="/setup/organisation")
        assert answer.status_code == 422
        assert "Acme" in answer.get_data(as_text=True)
    _founded(empty)
    for address in ("/setup", "/setup/organisation"):
        assert client.get(address).status_code == 404
    assert client.send("/setup", {"code": CODE}).status_code == 404


def test_the_first_people_are_added_all_or_none(empty: Flask, database: Database) -> None:
    admin = _founded(empty)
    refused = _people(admin, **{"people-3-email": "ines"})
    assert refused.status_code == 422
    assert "Person 4, E-mail" in refused.get_data(as_text=True)
    assert _people(admin, **{"people-5-email": "ada@acme.example"}).status_code == 403  # money for oneself
    with database.reading() as session:
        assert [one.name for one in queries.people(session)] == ["Ada Novak"]
