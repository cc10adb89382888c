"""The pages of people over HTTP: found, added, changed, handed over, gone and back; units in their tree."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from pitchdeck.base import history
from pitchdeck.base.db import Database
from pitchdeck.features.people import actions, queries
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.factories.cast import FOUNDED, Cast

NEW = {"name": "Nora Neu", "email": "Nora@Nordwind.example", "title": "Trainer", "unit": ""}


def _client(app: Flask, cast: Cast, name: str) -> PolicingClient:
    client = app.test_client()
    assert isinstance(client, PolicingClient)
    client.enter(cast.email(name), cast.password)
    return client


@pytest.mark.parametrize(
    ("name", "status"), [("admin", 200), ("finance", 200), ("auditor", 200), ("presenter", 404)]
)
def test_who_sees_people(sign_in: SignIn, name: str, status: int) -> None:
    client = sign_in(name)
    assert client.get("/people").status_code == client.get("/units").status_code == status


def test_adding_inviting_leaving_and_coming_back(app_anywhere: Flask, cast: Cast, database: Database) -> None:
    admin = _client(app_anywhere, cast, "admin")
    made = admin.send("/people", NEW)
    assert made.status_code == 303
    page = admin.get(made.location).get_data(as_text=True)
    assert "Invited" in page
    assert "Nora Neu" in admin.get("/people?state=invited&search=NORA").get_data(as_text=True)
    assert "Nora Neu" not in admin.get("/people?state=invited&search=%25").get_data(as_text=True)
    assert admin.send("/people", NEW).status_code == 422
    for address in ("", "nora", "a b@x.example", "a@b", "x" * 250 + "@a.example"):
        assert admin.send("/people", {**NEW, "email": address}).status_code == 422
    with database.reading() as session:
        owed = session.execute(text("SELECT count(*) FROM outbox WHERE kind = 'invitation'")).scalar_one()
    assert owed == 1
    changed = admin.send(f"{made.location}/details", {**NEW, "email": "nn@nordwind.example"})
    assert changed.status_code == 303
    assert "nn@nordwind.example" in admin.get(made.location).get_data(as_text=True)
    assert admin.send(f"{made.location}/departure", {"reason": ""}).status_code == 422
    assert admin.send(f"{made.location}/departure", {"reason": "Left."}).status_code == 303
    assert "Nora Neu" in admin.get("/people?state=left").get_data(as_text=True)
    assert admin.send(f"{made.location}/return", {}).status_code == 303
    assert "Nora Neu" in admin.get("/people?state=invited").get_data(as_text=True)


def test_who_is_deactivated_is_out_at_once(sign_in: SignIn, house: Cast) -> None:
    presenter, admin = sign_in("presenter"), sign_in("admin")
    assert presenter.get("/").status_code == 200
    assert admin.send(f"/people/{house.presenter.key}/departure", {"reason": "Left."}).status_code == 303
    assert presenter.get("/").status_code == 302
    assert presenter.enter(house.email("presenter"), house.password).status_code == 422
    own = admin.send(f"/people/{house.admin.key}/departure", {"reason": "Left."})
    assert own.status_code == 409
    assert "the last administrator" in own.get_data(as_text=True)


def test_open_tasks_are_counted_before_somebody_leaves(sign_in: SignIn, house: Cast) -> None:
    fields = {"title": "Calmer support", "template": "blank", "unit": house.unit_keys["People & Learning"]}
    assert sign_in("presenter").send("/pitches", fields, page="/pitches/new").status_code == 303
    page = sign_in("admin").get(f"/people/{house.presenter.key}/departure").get_data(as_text=True)
    assert "Calmer support" not in page
    assert "Hand over first" in page
    assert "nothing to hand over" in sign_in("admin").get(f"/people/{house.nobody.key}/departure").text


def test_a_mandate_for_money_over_http(app_anywhere: Flask, cast: Cast, database: Database) -> None:
    admin, finance = _client(app_anywhere, cast, "admin"), _client(app_anywhere, cast, "finance")
    fields = {"role": "investor", "unit": "", "limit": "5000", "valid_from": "2100-01-01", "valid_to": ""}
    assert admin.send(f"/people/{cast.nobody.key}/mandates", {**fields, "role": "king"}).status_code == 422
    assert admin.send(f"/people/{cast.nobody.key}/mandates", fields).status_code == 303
    with database.reading() as session:
        (row,) = queries.mandates_of(session, cast.nobody.id)
    for name in ("admin", "presenter"):
        client = _client(app_anywhere, cast, name)
        assert client.send(f"/mandates/{row.key}/confirmation", {}).status_code == 404
    assert "Waiting for a second person" in finance.get("/people").get_data(as_text=True)
    assert finance.send(f"/mandates/{row.key}/confirmation", {}).status_code == 303
    assert finance.send(f"/mandates/{row.key}/confirmation", {}).status_code == 409
    assert "5,000" in admin.get(f"/mandates/{row.key}/limit").get_data(as_text=True)
    limit = {"limit": "9000", "reason": "More to do."}
    assert admin.send(f"/mandates/{row.key}/limit", limit).status_code == 303
    assert admin.get(f"/mandates/{row.key}/end").status_code == 200
    assert admin.send(f"/mandates/{row.key}/end", {"reason": "Moved."}).status_code == 303
    page = text_of(admin.get(f"/people/{cast.nobody.key}").get_data(as_text=True))
    assert "Ada Admin: Moved." in page
    assert "New limit: More to do." in page


def test_one_s_own_mandate_is_never_confirmed_by_oneself(
    sign_in: SignIn, house: Cast, sqlite: Database
) -> None:
    with sqlite.writing() as act:
        own = actions.grant(
            act.session,
            person_id=house.finance.id,
            role="investor",
            by_id=house.admin.id,
            at=FOUNDED,
            valid_from=FOUNDED.date(),
        ).key
    answer = sign_in("finance").send(f"/mandates/{own}/confirmation", {})
    assert answer.status_code == 403
    assert "of their own" in answer.get_data(as_text=True)


def test_a_deputy_over_http(sign_in: SignIn, house: Cast) -> None:
    finance, url = sign_in("finance"), "/deputies"
    fields = {
        "deputy": house.nobody.key,
        "valid_from": "2100-01-01",
        "valid_to": "2100-01-09",
        "reason": "Leave",
    }
    assert finance.get(url).status_code == 200
    assert sign_in("presenter").get(f"/people/{house.finance.key}/deputies").status_code == 404
    assert sign_in("admin").get(f"/people/{house.finance.key}/deputies").status_code == 200
    assert finance.send(url, {**fields, "valid_to": "2099-12-31"}).status_code == 422
    assert finance.send(url, fields).status_code == 303
    page = sign_in("finance2").get("/people").get_data(as_text=True)
    confirm = re.findall(r"/deputies/[a-z0-9]+/confirmation", page)
    assert sign_in("finance2").send(confirm[0], {}).status_code == 303
    assert finance.send(confirm[0].replace("confirmation", "end"), {}).status_code == 303
    assert "ended early" in finance.get(url).get_data(as_text=True)


def test_units_are_added_named_and_moved_without_a_circle(
    app_anywhere: Flask, cast: Cast, database: Database
) -> None:
    admin, keys = _client(app_anywhere, cast, "admin"), cast.unit_keys
    north = {"name": "North", "parent": keys["Sales"], "erp_code": "4711"}
    assert admin.send("/units", {**north, "name": "Sales"}).status_code == 422
    assert admin.send("/units", north).status_code == 303
    with database.reading() as session:
        made = next(unit for unit in queries.unit_tree(session) if unit.name == "North")
    assert made.full_name == "Nordwind › Sales › North"
    circle = admin.send(f"/units/{keys['Sales']}/place", {"parent": made.key})
    assert circle.status_code == 422
    assert "itself or below it" in circle.get_data(as_text=True)
    assert admin.send(f"/units/{keys['Nordwind']}/place", {"parent": made.key}).status_code == 409
    assert admin.send(f"/units/{made.key}/place", {"parent": keys["IT"]}).status_code == 303
    assert admin.send(f"/units/{made.key}/names", {"name": "Far north", "erp_code": ""}).status_code == 303
    assert "Nordwind › IT" in text_of(admin.get(f"/units/{made.key}").get_data(as_text=True))
    assert _client(app_anywhere, cast, "finance").send("/units", north).status_code == 404


def _head_of(database: Database, unit_id: int, without: frozenset[int] = frozenset()) -> str | None:
    with database.reading() as session:
        head = queries.heads(session).of(unit_id, without=without)
    return head.name if head else None


def test_a_unit_has_a_head_or_that_of_the_nearest_unit_above(
    app_anywhere: Flask, cast: Cast, database: Database
) -> None:
    admin, keys, units = _client(app_anywhere, cast, "admin"), cast.unit_keys, cast.units
    assert "nobody can" in admin.get(f"/units/{keys['Sales']}").get_data(as_text=True)
    assert _head_of(database, units["Sales"]) is None
    for unit, person in (("Nordwind", cast.chair), ("Sales", cast.investor1)):
        assert admin.send(f"/units/{keys[unit]}/head", {"head": person.key}).status_code == 303
    assert admin.send(f"/units/{keys['Sales']}/head", {"head": cast.investor1.key}).status_code == 303
    assert _head_of(database, units["Sales"]) == "Ines Investor"
    assert _head_of(database, units["Sales"], frozenset({cast.investor1.id})) == "Chiara Chair"
    assert _head_of(database, units["IT"]) == "Chiara Chair"
    tree = text_of(admin.get("/units").get_data(as_text=True))
    assert "Ines Investor" in tree
    assert "Chiara Chair, from above" in tree
    with database.reading() as session:
        told = [entry.detail["head"] for entry in history.of(session, "unit", keys["Sales"])]
    assert told == [["", cast.investor1.key]]
    admin.send(f"/people/{cast.investor1.key}/departure", {"reason": "She leaves."})
    assert _head_of(database, units["Sales"]) == "Chiara Chair"
    left = admin.send(f"/units/{keys['IT']}/head", {"head": cast.investor1.key})
    assert left.status_code == 422
    assert admin.send(f"/units/{keys['Nordwind']}/head", {"head": ""}).status_code == 303
    assert _head_of(database, units["IT"]) is None
    assert _client(app_anywhere, cast, "finance").send("/units", {}).status_code == 404


def test_the_access_review_as_page_and_sheet(app_anywhere: Flask, cast: Cast, database: Database) -> None:
    with database.writing() as turn:
        person = turn.session.execute(
            text("UPDATE person SET name = '=HYPERLINK(1)' WHERE id = :id"), {"id": cast.viewer.id}
        )
        assert person
    auditor = _client(app_anywhere, cast, "auditor")
    page = text_of(auditor.get("/access?on=2026-03-01").get_data(as_text=True))
    assert "Who could do what on 1 Mar 2026" in page
    assert "Finn Finance Finance : open funds" in page
    sheet = auditor.get("/access.csv?on=2026-03-01")
    assert sheet.headers["Content-Disposition"] == "attachment; filename=access-2026-03-01.csv"
    lines = sheet.get_data().decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("Person,Role,Could")
    assert any(line.startswith("'=HYPERLINK(1),Viewer") for line in lines)
    assert "has not come yet" in auditor.get("/access?on=2999-01-01").get_data(as_text=True)
    assert "is no day" in auditor.get("/access?on=soon").get_data(as_text=True)
    assert _client(app_anywhere, cast, "presenter").get("/access").status_code == 404


@pytest.fixture(params=[1, 3])
def grown(request: pytest.FixtureRequest, house: Cast, sqlite: Database) -> Cast:
    """The house with one person and one unit more, and with three."""
    with sqlite.writing() as turn:
        for place in range(request.param):
            email = f"p{place}@nordwind.example"
            actions.add_person(turn.session, name=f"Person {place}", email=email, at=FOUNDED)
            actions.add_unit(turn.session, name=f"Unit {place}", parent_id=house.units["Sales"])
    return house


@pytest.mark.parametrize(
    ("url", "number"), [("/people", 9), ("/people/{}", 11), ("/units", 6), ("/access", 8)]
)
def test_the_number_of_statements(
    sign_in: SignIn, grown: Cast, statements: Callable[[], Any], url: str, number: int
) -> None:
    admin = sign_in("admin")
    with statements() as seen:
        assert admin.get(url.format(grown.finance.key)).status_code == 200
    assert len(seen) == number, seen


def test_people_are_sorted_and_found_without_case_and_accents(
    app_anywhere: Flask, cast: Cast, database: Database
) -> None:
    """Ö stands with O, and the capital letters of any script are found by the small ones."""
    with database.writing() as turn:
        for number, name in enumerate(("Örsted Alm", "ÉMILE Zola", "ostrowski Ann", "Žofia ŁUKASZ", "ΣΟΦΙΑ")):
            actions.add_person(
                turn.session, name=name, email=f"p{number}@x.example", title="Chefin für ÖPNV", at=turn.at
            )
    admin = _client(app_anywhere, cast, "admin")

    def found(search: str) -> list[str]:
        page = admin.get("/people", query_string={"state": "invited", "search": search})
        return re.findall(r'href="/people/[a-z0-9]{12}">([^<]+)<', page.get_data(as_text=True))

    everybody = ["ÉMILE Zola", "Örsted Alm", "ostrowski Ann", "Žofia ŁUKASZ", "ΣΟΦΙΑ"]
    assert found("") == everybody
    for typed, place in (("émile", 0), ("emile", 0), ("ÖRSTED", 1), ("łukasz", 3), ("σοφια", 4), ("P4@X", 4)):
        assert found(typed) == [everybody[place]], typed
    assert found("öpnv") == everybody
    assert found("%") == found("_") == found("\\") == []
    with database.writing() as turn:
        person = next(one for one in queries.members(turn.session, state="invited") if one.name == "ΣΟΦΙΑ")
        queries.person_to_change(turn.session, person.key).name = "Änne"
    assert found("")[0] == "Änne"
