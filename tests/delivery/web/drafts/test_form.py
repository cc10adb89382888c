"""Writing a pitch over HTTP, from the title to the submission."""

import re
from typing import Any

from flask import Flask

from pitchdeck.base.db import Database
from pitchdeck.features.pitches import queries
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.factories import pitches as made
from tests.factories.cast import Cast

_FIELD = re.compile(r'<input[^>]*name="version"[^>]*value="(\d+)"|<input[^>]*value="(\d+)"[^>]*name="version"')


def version_of(page: str) -> str:
    match = _FIELD.search(page)
    assert match, "no version on the page"
    return match.group(1) or match.group(2)


def go(client: PolicingClient, url: str, fields: dict[str, Any]) -> Any:
    """Open a step, fill it in and send it."""
    page = client.get(url)
    assert page.status_code == 200, text_of(page.get_data(as_text=True))
    return client.send(url, {"version": version_of(page.get_data(as_text=True)), **fields}, page=url)


def steps(measure: str) -> dict[str, dict[str, Any]]:
    """What a presenter types, step by step."""
    return {
        "problem": {
            "title": "Solve it in the first call",
            "measure": measure,
            "problem": "Agents solve cases twice.",
            "nothing_minor": "17,000",
            "cause": "skill",
        },
        "solution": {
            "solution": "A half-day on diagnosis, then coaching on live calls.",
            "audience": "Agents of first-line support",
            "people": "100",
            "hours_each": "3",
            "launch": "2026-06",
            "engagement": "in_house",
        },
        "cost": {
            "rate": "own",
            "own_rate": "30",
            "burden": "42",
            "own_source": "Payroll 2026",
            "building-0-finished_hours": "4",
            "building-0-format": "e_learning_2",
            "building-0-rate": "60",
            "building-0-month": "2026-04",
            "outside-0-label": "Coach",
            "outside-0-category": "delivery_facilitation",
            "outside-0-amount": "4,000",
            "outside-0-month": "2026-06",
            "outside-1-label": "Platform",
            "outside-1-category": "technology",
            "outside-1-amount": "500",
            "outside-1-month": "2026-06",
            "outside-1-months": "12",
            "provider-0-label": "Cases",
            "provider-0-contingency": "10",
            "provider-0-month_1": "2026-05",
            "provider-0-amount_1": "1,000",
            "nothing_else": "y",
        },
        "benefit": {
            "lines-0-kind": "time_saved",
            "lines-0-label": "Less rework",
            "lines-0-units": "100",
            "lines-0-adoption": "55",
            "lines-0-delta": "2",
            "lines-0-per": "week",
            "lines-0-value": "42.60",
            "lines-0-redeployed": "50",
            "lines-0-isolation": "60",
            "lines-0-basis": "manager",
            "lines-0-realisation": "capacity",
            "lines-0-counts": "measure",
            "lines-0-source": "Controlling 2026",
            "lines-0-applies_to": "each",
            "lines-0-lag": "1",
            "lines-0-ramp": "3",
            "lines-0-hold": "12",
            "lines-0-half_life": "12",
        },
        "proof": {
            "level_1": "4 of 5 would recommend it",
            "level_2": "90 % pass",
            "level_3": "8 of 10 calls",
            "reading_3": "y",
            "reading_6": "y",
            "isolation_plan": "trend_line",
            "risk": "Team leads do not release people.",
            "risk_answer": "Slots are planned.",
            "stop_rule": "Stop after six months without effect.",
        },
    }


def begun(client: PolicingClient) -> str:
    """A new draft's key."""
    page = client.get("/pitches/new").get_data(as_text=True)
    units = dict(re.findall(r'<option value="(\w+)"[^>]*>([^<]+)</option>', page))
    unit = next(key for key, name in units.items() if name == "Support")
    answer = client.send(
        "/pitches", {"title": "Solve it", "template": "time_saved", "unit": unit}, page="/pitches/new"
    )
    assert answer.status_code == 303, text_of(answer.get_data(as_text=True))
    return str(answer.location).split("/")[2]


def measured(house: Cast, sqlite: Database) -> str:
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        return made.measure(turn.session, house).key


def test_a_presenter_writes_a_pitch_from_title_to_submission(
    sign_in: SignIn, house: Cast, sqlite: Database, app: Flask
) -> None:
    measure = measured(house, sqlite)
    client = sign_in("presenter")
    key = begun(client)
    with sqlite.writing() as turn:
        start = queries.draft_of(turn.session, queries.pitch_of_key(turn.session, key).id).content.start_on
    assert start is not None
    answer = go(client, f"/pitches/{key}/draft/start", {"start_on": "2026-04", "template": "time_saved"})
    assert answer.status_code == 303, text_of(answer.get_data(as_text=True))
    for step, fields in steps(measure).items():
        answer = go(client, f"/pitches/{key}/draft/{step}", fields)
        assert answer.status_code == 303, (step, text_of(answer.get_data(as_text=True)))
    page = text_of(client.get(f"/pitches/{key}/draft/send").get_data(as_text=True))
    assert "Of 6 → 2 hours per agent and week, learning claims 0.66 hours per agent and week (16 % of the way)" in page
    assert "Ask the sponsor" in page
    assert client.send(f"/pitches/{key}/claims", {}, page=f"/pitches/{key}/draft/send").status_code == 303
    answer = client.send(f"/pitches/{key}/submission", {}, page=f"/pitches/{key}/draft/send")
    assert answer.status_code == 303, text_of(answer.get_data(as_text=True))
    shown = text_of(client.get(answer.location).get_data(as_text=True))
    assert "P-" in shown
    # 4,000 for the coach, 12 × 500 for the platform, 1,100 for the cases with their contingency.
    assert "€11,100" in shown
    # 100 people × 3 h × 30 × 1.42, and 4 h × 71 × 60.
    assert "€29,820" in shown
