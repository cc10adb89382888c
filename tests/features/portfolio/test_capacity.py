"""Capacity against hours on both databases: frozen with the revision, placed by the start, without itself."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from pitchdeck.base.db import Database, Writing
from pitchdeck.base.errors import Invalid, NotAllowed
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches import queries as drafts
from pitchdeck.features.portfolio.queries.capacity import (
    free_hours,
    needs_of,
    rooms_of,
    team_quarters,
)
from pitchdeck.features.sourcing import actions
from tests.factories.cast import PEOPLE, Cast
from tests.factories.pitches import AT, START, draft, measure, rates, submitted
from tests.features.investments.stage import build

TEAM = "People & Learning"
Q2, Q3 = date(2026, 4, 1), date(2026, 7, 1)


def capacity(turn: Writing, cast: Cast, hours: float, quarter: date = Q2, unit: str = TEAM) -> None:
    actions.set_capacity(
        turn.session,
        unit_id=cast.units[unit],
        unit_key=cast.unit_keys[unit],
        quarter_on=quarter,
        hours=hours,
        source="Resource plan",
        by=cast.lead,
        at=AT,
    )


def test_a_submitted_pitch_needs_its_hours_of_its_presenters_team(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        rates(turn.session, cast)
        pitch = submitted(turn.session, cast, measure(turn.session, cast).id)
        (need,) = needs_of(turn.session, cast.units.values())
        # 4 finished hours of 71 hours of work, in the month of the planned start.
        assert (need.unit_name, need.quarter_on, need.hours) == (TEAM, Q2, 284)
        assert (need.handle, need.running) == (pitch.ref, False)
        rows = turn.session.execute(text("SELECT team, month_no, hours FROM revision_hours ORDER BY team"))
        assert [tuple(row) for row in rows] == [("development", 0, 284.0), ("participants", 2, 300.0)]
        assert needs_of(turn.session, cast.units.values(), without=pitch.id) == ()


def test_only_the_newest_revision_of_a_pitch_that_is_not_over_counts(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        rates(turn.session, cast)
        pitch = submitted(turn.session, cast, measure(turn.session, cast).id)
        pitches.send_back(turn.session, pitch.key, why="Shorter, please.", by=cast.lead, at=AT)
        assert needs_of(turn.session, [cast.units[TEAM]]) == ()
        pitches.submit(turn.session, pitch.key, by=cast.presenter, at=AT)
        assert [need.hours for need in needs_of(turn.session, [cast.units[TEAM]])] == [284]


def test_an_investment_needs_them_from_the_month_of_its_release(database: Database, cast: Cast) -> None:
    stage, team = build(database, cast), [cast.units[TEAM]]
    with database.reading() as session:
        assert [(need.running, need.quarter_on) for need in needs_of(session, team)] == [(True, Q2)]
    stage.release(at=datetime(2026, 7, 6, 10, 0, tzinfo=UTC))
    with database.writing() as turn:
        assert [(need.running, need.quarter_on) for need in needs_of(turn.session, team)] == [(True, Q3)]
        turn.session.execute(text("UPDATE investment SET state = 'delivered'"))
        assert needs_of(turn.session, team) == ()


def test_quarters_hold_what_there_is_against_what_is_needed(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        rates(turn.session, cast)
        capacity(turn, cast, 500)
        capacity(turn, cast, 200)
        submitted(turn.session, cast, measure(turn.session, cast).id)
        names = {unit: name for name, unit in cast.units.items()}
        rows = team_quarters(turn.session, names, date(2026, 5, 3))
    assert [(row.unit_name, row.quarter_on, row.capacity, row.asked, row.free) for row in rows] == [
        (TEAM, Q2, 200, 284, -84),
        (TEAM, Q3, None, 0, None),
        (TEAM, date(2026, 10, 1), None, 0, None),
        (TEAM, date(2027, 1, 1), None, 0, None),
    ]


def test_a_draft_that_does_not_fit_says_what_is_free_without_it(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        rates(turn.session, cast)
        goal = measure(turn.session, cast).id
        capacity(turn, cast, 364)
        submitted(turn.session, cast, goal)
        other = draft(turn.session, cast, goal, title="Another")
        row = drafts.pitch_of_id(turn.session, other.id)
        hours = {"development": (0.0, 120.0), "supervision": (1.0,), "participants": (999.0,)}
        (room,) = rooms_of(turn.session, row, START, hours)
        assert room.sentence == "It needs 121 h of People & Learning in Q2 2026; 80 h are free."
        assert not room.fits
        assert rooms_of(turn.session, row, None, hours) == ()
        assert rooms_of(turn.session, row, Q3, hours) == ()
        assert free_hours(turn.session, row, START, 3) == pytest.approx(80)
        assert free_hours(turn.session, row, START, 4) is None


@pytest.mark.parametrize("name", PEOPLE)
def test_the_lead_of_the_unit_sets_its_hours(sqlite: Database, house: Cast, name: str) -> None:
    terms: dict[str, Any] = {
        "unit_id": house.units[TEAM],
        "unit_key": house.unit_keys[TEAM],
        "quarter_on": date(2026, 5, 9),
    }
    with sqlite.writing() as turn:
        if name != "lead":
            with pytest.raises(NotAllowed):
                actions.set_capacity(
                    turn.session, **terms, hours=1, source="Mine", by=house.actors[name], at=AT
                )
            return
        row = actions.set_capacity(turn.session, **terms, hours=90, source="Plan", by=house.lead, at=AT)
        assert row.quarter_on == Q2
        with pytest.raises(Invalid, match="Say where the figure comes from"):
            actions.set_capacity(turn.session, **terms, hours=90, source="", by=house.lead, at=AT)


@pytest.mark.parametrize("table", ["team_capacity", "revision_hours"])
def test_hours_are_never_changed(database: Database, cast: Cast, table: str) -> None:
    with database.writing() as turn:
        rates(turn.session, cast)
        capacity(turn, cast, 10)
        submitted(turn.session, cast, measure(turn.session, cast).id)
    with pytest.raises(DBAPIError), database.writing() as turn:
        turn.session.execute(text(f"UPDATE {table} SET hours = 1"))
