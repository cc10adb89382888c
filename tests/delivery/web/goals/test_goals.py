"""Goals and measures over HTTP."""

import re
from datetime import date
from typing import Any

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.sourcing import actions as rates
from pitchdeck.features.strategy import queries
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.factories import pitches as made
from tests.factories.cast import PEOPLE, Cast


def chosen(page: str, name: str) -> str:
    """The key of the option of that name."""
    options: list[tuple[str, str]] = re.findall(r'<option value="(\w+)"[^>]*>([^<]+)<', page)
    return next(key for key, words in options if words.split(",")[0] == name)


def test_a_lead_sets_a_goal_and_a_measure_and_the_sponsor_agrees(
    sign_in: SignIn, house: Cast, sqlite: Database
) -> None:
    client = sign_in("lead")
    assert house
    page = client.get("/goals/new").get_data(as_text=True)
    goal = {
        "name": "Keep new agents",
        "why": "One in seven leaves in the first year.",
        "priority": "2",
        "unit": chosen(page, "Support"),
        "owner": chosen(page, "Chiara Chair"),
        "until": "2030-12-31",
    }
    answer = client.send("/goals", goal, page="/goals/new")
    assert answer.status_code == 303, text_of(answer.get_data(as_text=True))
    form = answer.location
    measure = {
        "name": "Turnover",
        "unit_of_measure": "%",
        "baseline": "14",
        "baseline_on": "2026-01-01",
        "target": "11",
        "target_on": "2027-01-01",
        "owner": chosen(client.get(form).get_data(as_text=True), "Sven Sponsor"),
        "value_minor": "12,500",
        "value_source": "Finance 2026",
    }
    wrong = client.send(form.removesuffix("/new"), {**measure, "target": "14"}, page=form)
    assert wrong.status_code == 422
    assert "nothing to gain" in text_of(wrong.get_data(as_text=True))
    assert client.send(form.removesuffix("/new"), measure, page=form).status_code == 303
    with sqlite.reading() as session:
        (row,) = queries.measures(session)
    assert (row.value_minor, row.agreed_at) == (1250000, None)
    sponsor = sign_in("sponsor")
    url = f"/measures/{row.key}"
    assert "Agree baseline and target" in sponsor.get(url).get_data(as_text=True)
    assert sponsor.send(f"{url}/agreement", {}, page=url).status_code == 303
    assert sponsor.send(f"{url}/agreement", {}, page=url).status_code == 409
    with sqlite.reading() as session:
        assert queries.measure_of_key(session, row.key).agreed_at is not None


@pytest.mark.parametrize("person", [name for name in PEOPLE if name != "lead"])
def test_only_the_lead_sets_and_only_the_owner_agrees(
    sign_in: SignIn, house: Cast, sqlite: Database, person: str
) -> None:
    with sqlite.writing() as turn:
        measure = made.measure(turn.session, house, agreed=False)
        goal = queries.measure_row(turn.session, measure.id).goal_key
        key = measure.key
    client: PolicingClient = sign_in(person)
    assert client.get("/goals").status_code == 200
    for url in ("/goals/new", f"/goals/{goal}/measures/new"):
        assert client.get(url).status_code == 404
    for url in ("/goals", f"/goals/{goal}/measures"):
        assert client.send(url, {"name": "Mine"}, page="/goals").status_code == 404
    if person != "sponsor":
        assert client.send(f"/measures/{key}/agreement", {}, page="/goals").status_code == 403
    with sqlite.reading() as session:
        assert queries.measure_of_key(session, key).agreed_at is None


def test_the_list_takes_the_same_statements_for_one_and_three_goals(
    sign_in: SignIn, house: Cast, sqlite: Database, statements: object
) -> None:
    client = sign_in("viewer")
    for added in (1, 2):
        with sqlite.writing() as turn:
            for number in range(added):
                made.measure(turn.session, house, goal=f"Goal {added}.{number}")
        client.get("/goals")
        with statements() as seen:  # type: ignore[operator]  # the fixture's own context manager
            client.get("/goals")
        assert len(seen) == 8, seen


def test_finances_value_is_taken_with_its_source_and_beside_ones_own(
    sign_in: SignIn, house: Cast, sqlite: Database
) -> None:
    with sqlite.writing() as turn:
        goal = queries.measure_row(turn.session, made.measure(turn.session, house).id).goal_key
    form = f"/goals/{goal}/measures/new"
    assert "Finance&#39;s value" not in sign_in("lead").get(form).get_data(as_text=True)
    with sqlite.writing() as turn:
        value: dict[str, Any] = {
            "name": "Call",
            "unit": "per call",
            "value_minor": 420,
            "source": "Controlling",
        }
        day = date(2026, 1, 31)
        key = rates.set_value(turn.session, **value, dated_on=day, by=house.finance, at=turn.at).key
    client = sign_in("lead")
    page = client.get(form).get_data(as_text=True)
    assert "Call: €4.20 per call, Controlling, 31 Jan 2026" in text_of(page)
    measure = {
        "name": "Calls",
        "unit_of_measure": "calls",
        "baseline": "14",
        "baseline_on": "2026-01-01",
        "target": "11",
        "target_on": "2027-01-01",
        "owner": chosen(page, "Sven Sponsor"),
        "standard": key,
    }
    url = form.removesuffix("/new")
    both = client.send(url, {**measure, "value_minor": "5", "value_source": "Mine"}, page=form)
    assert both.status_code == 422
    kept = both.get_data(as_text=True)
    assert "value is chosen above" in text_of(kept)
    assert 'value="Mine"' in kept
    assert client.send(url, {**measure, "standard": "another"}, page=form).status_code == 422
    assert client.send(url, measure, page=form).status_code == 303
    with sqlite.reading() as session:
        row = next(one for one in queries.measures(session) if one.name == "Calls")
    assert (row.value_minor, row.value_source, row.standard_key) == (420, "Controlling, 31 Jan 2026", key)
    shown = text_of(client.get(f"/measures/{row.key}").get_data(as_text=True))
    assert "one unit is worth €4.20 (" in shown
    assert "value: Controlling, 31 Jan 2026)" in shown
