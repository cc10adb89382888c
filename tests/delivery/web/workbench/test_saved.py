"""Saved views over HTTP: kept from the workbench's address, listed, renamed, opened with, removed."""

from urllib.parse import urlencode

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.people.queries import saved_views
from tests.conftest import SignIn
from tests.factories.cast import PEOPLE, Cast

SEE_OTHER, REFUSED = 303, 422
VIEW: dict[str, object] = {"by": "unit", "year": "all", "name": "Whole house"}


@pytest.mark.parametrize("name", sorted(PEOPLE))
@pytest.mark.usefixtures("house")
def test_finance_and_auditors_keep_views(sign_in: SignIn, name: str) -> None:
    seen = name in {"finance", "finance2", "auditor"}
    client = sign_in(name)
    assert client.get("/workbench/views").status_code == (200 if seen else 404)
    assert client.send("/workbench/views", VIEW).status_code == (SEE_OTHER if seen else 404)


def test_a_view_s_whole_life(sign_in: SignIn, sqlite: Database, house: Cast) -> None:
    client = sign_in("finance")
    asked = urlencode({"by": "unit", "year": "all"})
    assert "Save this view: Unit, all years" in client.get(f"/workbench/views?{asked}").get_data(as_text=True)
    answer = client.send("/workbench/views", {**VIEW, "opens": "y"})
    assert answer.headers["Location"] == f"/workbench?{asked}"
    assert "Whole house" in client.get(f"/workbench?{asked}").get_data(as_text=True)
    assert client.get("/workbench").headers["Location"] == f"/workbench?{asked}"
    with sqlite.reading() as session:
        (row,) = saved_views(session, house.finance.id, "workbench")
    client.send(f"/workbench/views/{row.key}/name", {"name": "Everything"})
    listed = client.get("/workbench/views").get_data(as_text=True)
    assert "Everything" in listed
    assert "The workbench opens with it." in listed
    assert 'value="Everything"' in client.get(f"/workbench/views?rename={row.key}").get_data(as_text=True)
    client.send(f"/workbench/views/{row.key}/default", {"opens": "no"})
    assert client.get("/workbench").status_code == 200
    client.send(f"/workbench/views/{row.key}/removal", {})
    assert "No view is saved yet" in client.get("/workbench/views").get_data(as_text=True)


@pytest.mark.usefixtures("house")
def test_a_refused_name_keeps_what_was_typed_and_asked(sign_in: SignIn) -> None:
    client = sign_in("finance")
    client.send("/workbench/views", VIEW)
    answer = client.send("/workbench/views", VIEW)
    assert answer.status_code == REFUSED
    text = answer.get_data(as_text=True)
    assert "You have a view “Whole house” already. Choose another name." in text
    assert 'name="by" value="unit"' in text


@pytest.mark.usefixtures("house")
def test_what_no_address_asks_for_is_left_out(sign_in: SignIn) -> None:
    client = sign_in("finance")
    answer = client.send(
        "/workbench/views", {"by": "<b>", "year": "FY1", "unit": "' OR 1", "name": "Odd", "next": "//x"}
    )
    assert answer.headers["Location"] == "/workbench?by=fund"


def test_another_s_view_is_not_found(sign_in: SignIn, sqlite: Database, house: Cast) -> None:
    sign_in("finance").send("/workbench/views", VIEW)
    with sqlite.reading() as session:
        (row,) = saved_views(session, house.finance.id, "workbench")
    other = sign_in("finance2")
    assert "Whole house" not in other.get("/workbench").get_data(as_text=True)
    assert "Whole house" not in other.get(f"/workbench/views?rename={row.key}").get_data(as_text=True)
    assert other.send(f"/workbench/views/{row.key}/name", {"name": ""}).status_code == 404
    for end in ("name", "default", "removal"):
        for typed in ("Theirs", ""):
            answer = other.send(f"/workbench/views/{row.key}/{end}", {"name": typed, "opens": "yes"})
            assert answer.status_code == 404, (end, typed)
    mine = sign_in("finance").send(f"/workbench/views/{row.key}/name", {"name": ""})
    assert mine.status_code == REFUSED
    assert "Rename “Whole house”" in mine.get_data(as_text=True)
