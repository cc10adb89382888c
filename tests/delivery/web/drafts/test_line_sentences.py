"""What a line may not say, and what it had better not: the sentence beside its field, nothing lost."""

import html
import re
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pitchdeck.base.db import Database
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.figures import Content
from tests.client import PolicingClient, text_of
from tests.delivery.web.drafts import every_kind
from tests.delivery.web.drafts.desk import fields_of
from tests.factories import pitches as made
from tests.factories.cast import Cast


class Case(NamedTuple):
    """What is typed into which field, and the sentence beside it, or beside another one that is named."""

    field: str
    typed: str
    sentence: str
    beside: str = ""


FALLING = " are out of order: bad, likely and good go from high to low. Correct one of the three."
RISING = " are out of order: bad, likely and good go from low to high. Correct one of the three."
REFUSED = (
    Case(
        "costs-0-amount",
        "1e15",
        "“1e15” is written with an exponent. Write all digits. For example 1,234.50.",
    ),
    Case("costs-0-amount", "1,000,000,000,000,000", "An amount is at most 999,999,999,999 EUR here."),
    Case("costs-0-amount", "-5", "“-5” is negative; an amount is 0 or more here. For example 1,234.50."),
    Case("costs-0-month", "2026-03", "This is before the start in April 2026. Choose a later month."),
    Case("costs-0-month", "2036-05", "A pitch plans at most ten years ahead. Choose an earlier month."),
    Case("costs-0-months", "3", "This is spent once. Choose “every month”, or empty the number of months."),
    Case("costs-5-wage", "", "Enter your own rate, or choose one of finance's."),
    Case(
        "costs-11-milestones-2-amount",
        "",
        "Enter the amount of this milestone, or empty its month.",
    ),
    Case("costs-13-roles-1-rate", "", "Enter what an hour of this role costs, or empty its hours."),
    Case(
        "costs-15-hours_used",
        "15; x; 20",
        "Number 2: “x” is not a number. Write digits only. For example 1,234.50.",
    ),
    Case(
        "costs-0-overrun_bad",
        "-10",
        "−10%, 0% and −5%" + FALLING,
    ),
    Case(
        "costs-0-overrun_good",
        "",
        "Enter both: what one in ten is worse than, and what one in ten is better than. Or empty both.",
    ),
    Case("lines-0-isolation", "101", "A percentage is at most 100%."),
    Case(
        "lines-0-attrition",
        "100",
        "If 100% leave each year, nobody is left who applies it. Enter less than 100%.",
    ),
    Case(
        "lines-0-adoption_bad",
        "60",
        "60%, 55% and 70%" + RISING,
    ),
    Case(
        "lines-0-isolation_good",
        "50",
        "40%, 60% and 50%" + RISING,
        "lines-0-isolation_bad",
    ),
    Case(
        "lines-0-delta_bad",
        "4",
        "4, 2 and 3" + RISING,
    ),
)
REMARKED = (
    Case("costs-0-amount", "0", "This costs nothing as it stands. Enter what it costs, or remove the line."),
    Case("costs-0-amount", "", "Enter the amount, or remove the line."),
    Case("costs-0-category", "", "Choose its category."),
    Case(
        "costs-0-month",
        "2029-05",
        "This is after the 36 months that are counted: it is in no figure and in no ask.",
    ),
    Case(
        "costs-2-months",
        "60",
        "The last 25 of these months are after the 36 that are counted: they are in no ask.",
    ),
    Case("costs-10-used", "1,000", "More people use it here than it was made for."),
    Case("costs-7-finished_hours", "", "Say how many finished hours are built: 0 if nothing is."),
    Case("costs-17-fte", "", "Say how many full-time posts, or remove the line."),
    Case("costs-5-source", "", "An own rate needs a source. Say where it comes from."),
    Case(
        "lines-2-isolation",
        "0",
        "As it stands learning causes nothing of it, so the line adds nothing. "
        "Enter its share, or remove the line.",
    ),
    Case("lines-2-delta", "-2", "This is a change for the worse: it counts against the pitch."),
    Case("lines-2-delta", "0", "Nothing changes as it stands. Enter the change, or remove the line."),
    Case(
        "lines-2-value", "0", "It is worth nothing as it stands. Enter what one is worth, or remove the line."
    ),
    Case("lines-2-isolation", "", "Say learning's share."),
    Case(
        "lines-3-margin",
        "",
        "Where the value is revenue, only its margin is a benefit. "
        "Enter the margin: without it the pitch cannot be submitted.",
    ),
    Case("lines-2-redeployed", "", "Say how much of the freed time is put to use."),
    Case(
        "lines-2-start",
        "2029-04",
        "This is after the 36 months that are counted: nothing of it is in any figure.",
    ),
    Case(
        "lines-1-counts",
        "measure",
        "“Less rework” counts towards this measure too. If both are about the same people, it counts twice: "
        "let one of them count towards something else.",
    ),
)


@pytest.fixture
def key(sqlite: Database, house: Cast) -> str:
    """A draft with every kind of line, whose ranges stand in order."""
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure = made.measure(turn.session, house).id
        return made.draft(
            turn.session, house, measure, costs=every_kind.COSTS, benefits=every_kind.benefits(measure)
        ).key


def content_of(sqlite: Database, key: str) -> Content:
    with sqlite.reading() as session:
        return queries.draft_of(session, queries.pitch_of_key(session, key).id).content


@dataclass(frozen=True)
class Desk:
    """Somebody who sends a step again and again; pages are not policed here, so that this stays quick."""

    client: FlaskClient
    fields: dict[str, Any]
    key: str

    def sent(self, case: Case, **more: str) -> tuple[int, str]:
        step = "cost" if case.field.startswith("costs") else "benefit"
        whole = {**self.fields[step], case.field: [case.typed], "idempotency_key": str(uuid4()), **more}
        answer = self.client.post(f"/pitches/{self.key}/draft/{step}", data=whole)
        return answer.status_code, answer.get_data(as_text=True)


@pytest.fixture
def desk(app: Flask, house: Cast, key: str) -> Desk:
    policing = PolicingClient(app, app.response_class, use_cookies=True)
    policing.enter(house.email("presenter"), house.password)
    client = FlaskClient(app, app.response_class, use_cookies=True)
    client._cookies = policing._cookies  # the same person
    fields = {}
    for step in ("cost", "benefit"):
        page = client.get(f"/pitches/{key}/draft/{step}").get_data(as_text=True)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token
        fields[step] = {**fields_of(page), "csrf_token": token[1]}
    return Desk(client, fields, key)


def beside(page: str, name: str) -> str:
    """The words beside a field: its refusals, or its remark."""
    start = re.search(f'<(div|p)[^>]*id="{name}-(error|remark)"[^>]*>', page)
    assert start, name
    end = page.index(f"</{start[1]}>", start.end())
    return html.unescape(text_of(page[start.end() : end]))


def value_of(page: str, name: str) -> str:
    """What a field holds: an input's value, or the chosen option of a list."""
    field = re.search(f'<(?:input|select)[^>]*name="{name}"[^>]*>', page)
    assert field, name
    if field[0].startswith("<select"):
        chosen = re.search(
            r'<option value="([^"]*)" selected', page[field.end() : page.index("</select>", field.end())]
        )
        return chosen[1] if chosen else ""
    value = re.search(r'value="([^"]*)"', field[0])
    return html.unescape(value[1]) if value else ""


def test_what_cannot_be_counted_is_refused_in_words(desk: Desk, sqlite: Database, key: str) -> None:
    before = content_of(sqlite, key)
    for case in REFUSED:
        status, page = desk.sent(case)
        name = case.beside or case.field
        assert beside(page, name) == case.sentence, case
        assert status == 422, case
        assert f'href="#{name}"' in page, case
        assert value_of(page, case.field) == case.typed, case
    assert content_of(sqlite, key) == before


def test_what_is_unfinished_or_unwise_is_said_and_saved(desk: Desk, sqlite: Database, key: str) -> None:
    before = content_of(sqlite, key)
    for case in REMARKED:
        status, page = desk.sent(case, recalculate="yes")
        assert status == 200, case
        assert beside(page, case.field) == case.sentence, case
        assert value_of(page, case.field) == case.typed, case
    assert content_of(sqlite, key) == before
    assert desk.sent(Case("costs-0-amount", "", ""))[0] == 303
    assert "amount" not in content_of(sqlite, key).costs[0].terms
    missing = text_of(desk.client.get(f"/pitches/{key}/draft/send").get_data(as_text=True))
    assert "Cost: Rooms: Enter the amount, or remove the line." in missing


def only(desk: Desk, lines: dict[str, str]) -> tuple[int, str]:
    """The cost step sent with these lines and no others."""
    kept = {name: text for name, text in desk.fields["cost"].items() if not name.startswith("costs-")}
    answer = desk.client.post(
        f"/pitches/{desk.key}/draft/cost", data={**kept, **lines, "idempotency_key": str(uuid4())}
    )
    return answer.status_code, answer.get_data(as_text=True)


def test_ten_thousand_lines_are_refused_and_kept(desk: Desk, sqlite: Database, key: str) -> None:
    before = content_of(sqlite, key)
    lines = {f"costs-{place}-amount": str(place) for place in range(10_000)}
    status, page = only(desk, lines)
    assert status == 422
    assert (
        "There are 10,000 cost lines; at most 200 fit. "
        "The first 200 are shown and the others are kept: remove 9,800."
    ) in text_of(page)
    kept = dict(re.findall(r'name="(costs-[0-9]+-amount)" value="([0-9,]*)"', page))
    kept |= {name: value_of(page, name) for name in list(lines)[:200]}
    assert kept == lines
    assert content_of(sqlite, key) == before


def test_lines_of_cost_and_benefit_together_are_limited(desk: Desk) -> None:
    status, page = only(desk, {f"costs-{place}-amount": "1" for place in range(195)})
    assert status == 422
    words = "There are 204 lines of cost and benefit; at most 200 fit in all. Remove 4."
    assert words in text_of(page)


def test_the_focus_lands_where_the_work_goes_on(desk: Desk) -> None:
    for op, row in (("costs::add:staff", 18), ("costs:3:copy", 4), ("costs:5:up", 4), ("costs:2:remove", 2)):
        _status, page = desk.sent(Case("costs-0-label", "Rooms", ""), op=op)
        (focused,) = re.findall(r"<section[^>]*autofocus", page)
        assert f'id="costs-{row}"' in focused, op
    _status, page = desk.sent(Case("costs-0-place", "18", ""), op="costs:0:to")
    assert value_of(page, "costs-17-label") == "Rooms"
    assert value_of(page, "costs-0-label") == "Borrowed hours"
    _status, page = only(desk, {"costs-0-amount": "1", "op": "costs:0:remove"})
    (button,) = re.findall(r"<button[^>]*autofocus", page)
    assert 'id="costs-add"' in button
