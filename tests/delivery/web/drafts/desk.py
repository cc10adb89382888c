"""What a presenter does at the desk: open a step, fill it in, send it."""

import re
from typing import Any

import html5lib

from pitchdeck.base.db import Database
from tests.client import PolicingClient, text_of
from tests.factories import pitches as made
from tests.factories.cast import Cast

_FIELD = re.compile(
    r'<input[^>]*name="version"[^>]*value="(\d+)"|<input[^>]*value="(\d+)"[^>]*name="version"'
)


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
            "costs-0-kind": "time",
            "costs-0-rate": "own",
            "costs-0-wage": "30",
            "costs-0-burden": "42",
            "costs-0-source": "Payroll 2026",
            "costs-1-kind": "building",
            "costs-1-finished_hours": "4",
            "costs-1-format": "e_learning_2",
            "costs-1-rate": "60",
            "costs-1-month": "2026-04",
            "costs-2-kind": "spending",
            "costs-2-label": "Coach",
            "costs-2-category": "delivery_facilitation",
            "costs-2-amount": "4,000",
            "costs-2-month": "2026-06",
            "costs-3-kind": "spending",
            "costs-3-label": "Platform",
            "costs-3-category": "technology",
            "costs-3-amount": "500",
            "costs-3-month": "2026-06",
            "costs-3-repeats": "monthly",
            "costs-3-months": "12",
            "costs-4-kind": "fixed_price",
            "costs-4-label": "Cases",
            "costs-4-contingency": "10",
            "costs-4-milestones-0-month": "2026-05",
            "costs-4-milestones-0-amount": "1,000",
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


def fields_of(page: str) -> dict[str, list[str]]:
    """Everything that a browser would send if the main form were sent as it stands."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    form = next(form for form in tree.iter("form") if "pd-form" in (form.get("class") or ""))
    sent: dict[str, list[str]] = {}
    for element in (each for each in form.iter() if each.tag in {"input", "select", "textarea"}):
        name, kind = element.get("name"), element.get("type")
        if not name or (kind in {"checkbox", "radio"} and element.get("checked") is None):
            continue
        sent.setdefault(name, []).append(_value(element))
    for key in ("csrf_token", "idempotency_key"):
        sent.pop(key, None)
    return sent


def _value(element: Any) -> str:
    if element.tag == "textarea":
        return element.text or ""
    if element.tag == "input":
        return element.get("value") or ("y" if element.get("type") == "checkbox" else "")
    options = list(element.iter("option"))
    chosen = next((option for option in options if option.get("selected") is not None), options[0])
    return chosen.get("value") or ""
