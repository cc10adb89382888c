"""A draft filled from inputs: what stays, what is replaced, and when nothing is."""

from typing import Any

import pytest

from pitchdeck.base import history
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, NotAllowed
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.figures import CostRow, Filling, filling
from pitchdeck.features.projection import Inputs, parse
from tests.factories import pitches as made
from tests.factories.cast import Cast

COACH = {"kind": "one_off", "category": "delivery_facilitation", "label": "Coach", "amount": 5000, "month": 2}


def started(database: Database, cast: Cast, **other: Any) -> str:
    with database.writing() as turn:
        made.rates(turn.session, cast)
        return made.draft(turn.session, cast, made.measure(turn.session, cast).id, **other).key


def appraised(database: Database, key: str) -> queries.Appraisal:
    with database.reading() as session:
        return queries.appraise(session, queries.pitch_of_key(session, key).id, key)


def fill(database: Database, cast: Cast, key: str, inputs: Inputs, *, version: int | None = None) -> int:
    seen = appraised(database, key).version if version is None else version
    with database.writing() as turn:
        return actions.fill_draft(turn.session, key, inputs, version=seen, by=cast.presenter, at=turn.at)


def changes(found: Filling) -> list[tuple[str, str]]:
    return [(one.label, one.change) for one in found.changes]


def test_what_a_draft_says_leaves_it_as_it_is(database: Database, cast: Cast) -> None:
    key = started(database, cast)
    before = appraised(database, key)
    found = filling(before.content, before.settings, before.projected.inputs)
    assert found.content == before.content
    assert {change for _, change in changes(found)} == {"kept"}
    assert found.notes == ()
    fill(database, cast, key, before.projected.inputs)
    after = appraised(database, key)
    assert (after.content, after.version) == (before.content, before.version + 1)


def test_another_draft_gets_the_same_figures(database: Database, cast: Cast) -> None:
    first = started(database, cast)
    source = appraised(database, first)
    with database.writing() as turn:
        second = actions.create_pitch(
            turn.session, title="Empty", unit_id=cast.units["Support"], by=cast.presenter, at=turn.at
        ).key
    fill(database, cast, second, source.projected.inputs)
    filled = appraised(database, second)
    assert filled.projected.projection.figures == source.projected.projection.figures
    assert filled.content.isolation_plan == "trend_line"
    assert (filled.content.people, filled.content.hours_each) == (100, 3)


def test_lines_are_kept_changed_added_and_removed(database: Database, cast: Cast) -> None:
    key = started(database, cast)
    now = appraised(database, key)
    data = now.projected.inputs.to_data()
    data["costs"] = [*data["costs"][:2], {**data["costs"][2], "amount": 4500}, COACH]
    data["benefits"][0]["delta"] = 1.5
    found = filling(now.content, now.settings, parse(data))
    assert changes(found) == [
        ("Building it", "kept"),
        ("Two days of a coach", "changed"),
        ("Coach", "added"),
        ("Platform", "removed"),
        ("Less rework", "changed"),
    ]
    (line,) = found.content.benefits
    assert (line.terms["delta"], line.measure_id) == (1.5, now.content.measure_id)
    assert "isolation_method" not in line.terms
    fill(database, cast, key, parse(data))
    after = appraised(database, key)
    assert [row.terms.get("amount") for row in after.content.costs] == [None, 4500, 5000]
    assert after.projected.projection.figures["total_budget_cost"].value == pytest.approx(9500)
    with database.reading() as session:
        last, *_ = history.of(session, "pitch", key)
    assert (last.verb, last.detail) == ("filled", {"added": 1, "changed": 2, "removed": 1})


def test_what_the_organisation_decides_is_not_taken(database: Database, cast: Cast) -> None:
    now = appraised(database, started(database, cast))
    terms = {"rate": 0.5, "horizon": 60, "headline_months": 30, "participants": 12.5, "costs": [COACH]}
    notes = filling(now.content, now.settings, parse(terms)).notes
    assert [note.split(",")[0].split(";")[0] for note in notes] == [
        "The file's discount rate",
        "The file looks 60 months ahead",
        "The file's headline takes 30 months: a pitch's takes its first year",
        "The file has no time of those who learn. The people and hours of step 2 stay",
        "12.5 people are no whole number: step 2 keeps its own.",
    ]


def test_a_draft_that_was_saved_meanwhile_is_not_touched(database: Database, cast: Cast) -> None:
    key = started(database, cast)
    before = appraised(database, key)
    with pytest.raises(Conflict, match="Nothing was replaced"):
        fill(database, cast, key, parse({"costs": [COACH]}), version=before.version - 1)
    assert appraised(database, key) == before


def test_only_who_writes_it_fills_it(database: Database, cast: Cast) -> None:
    key = started(database, cast)
    with pytest.raises(NotAllowed), database.writing() as turn:
        actions.fill_draft(turn.session, key, parse({"costs": [COACH]}), version=6, by=cast.lead, at=turn.at)


def test_two_lines_alike_are_both_taken(database: Database, cast: Cast) -> None:
    row = CostRow("one_off", "technology", "Licence", {"amount": 100})
    now = appraised(database, started(database, cast, costs=(row, row)))
    data = now.projected.inputs.to_data()
    assert filling(now.content, now.settings, parse(data)).content.costs == (row, row)
    data["costs"].append(data["costs"][-1])
    again = filling(now.content, now.settings, parse(data)).content.costs
    assert [one.label for one in again] == ["Licence"] * 3
