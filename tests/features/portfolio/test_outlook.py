"""How a year ends: its parts, the trend of costs, and what programmes bring to whose money they run on."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.base.db import Database
from pitchdeck.features.portfolio.figures import AMOUNTS, Line, outlook, standings, trend, under
from pitchdeck.features.portfolio.queries import workbench
from pitchdeck.features.portfolio.queries.outlook import paces, with_outlook
from tests.factories.cast import Cast
from tests.features.investments.stage import Stage, build

TODAY = date(2026, 9, 20)


@pytest.fixture
def stage(database: Database, cast: Cast) -> Stage:
    made = build(database, cast)
    made.release()
    return made


def line(database: Database, by: str = "fund") -> Line:
    with database.snapshot() as session:
        found = with_outlook(workbench.pieces(session), paces(session, today=TODAY))
    (only,) = workbench.outlook_lines(found) if by == "outlook" else workbench.lines(found, by)
    return only


@given(st.dictionaries(st.sampled_from((*AMOUNTS, "trend")), st.integers(-(10**9), 10**12)))
def test_the_parts_of_an_outlook_add_up_to_the_budget(amounts: dict[str, int]) -> None:
    held = {name: amounts.get(name, 0) for name in AMOUNTS}
    held["budget"] = sum(held[name] for name in AMOUNTS[2:-1])
    parts = outlook(held | {"trend": amounts.get("trend", 0)})
    assert (
        parts["budget"] - sum(parts[name] for name in parts if name not in ("budget", "lands"))
        == (parts["lands"])
    )


def test_only_a_cost_above_plan_makes_a_trend() -> None:
    assert [trend(1_000_00, ratio) for ratio in (0.0, 0.9, 1.0, 1.25)] == [0, 0, 0, 250_00]
    assert trend(0, 2.0) == 0


def test_a_cost_below_plan_changes_nothing(stage: Stage, database: Database) -> None:
    stage.actual(4_000_00, confirmed_by="finance")
    assert line(database, "outlook").amounts == {
        "budget": 100_000_00,
        "spent": 4_000_00,
        "contracted": 0,
        "to_come": 26_000_00,
        "overrun": 0,
        "trend": 0,
        "carried": 0,
        "lands": 70_000_00,
    }


def test_what_is_to_come_costs_more_by_as_much_as_was_spent_above_plan(
    stage: Stage, database: Database
) -> None:
    stage.actual(60_000_00, confirmed_by="finance")
    with database.snapshot() as session:
        (pace,) = paces(session, today=TODAY)
    assert pace.cost == 60_000_00
    found = line(database, "outlook").amounts
    assert found["to_come"] == 18_000_00
    assert found["trend"] == round(18_000_00 * (60_000_00 / pace.planned_cost - 1)) > 0
    assert found["lands"] == 70_000_00 - 48_000_00 - found["trend"] == under(line(database).amounts)


def test_a_unit_has_the_benefit_of_the_money_it_gave(stage: Stage, database: Database) -> None:
    at = datetime(2026, 9, 20, 10, 0, tzinfo=UTC)
    stage.at = at
    stage.do("attest", stage.reading(), by="sponsor", verdict="attested", reason="", at=at)
    with database.snapshot() as session:
        (pace,) = paces(session, today=TODAY)
    unit = line(database, "unit").amounts
    assert (unit["planned"], unit["measured"]) == (pace.planned, pace.measured)
    assert unit["measured"] > 0


def test_goals_are_placed_by_their_approved_money() -> None:
    def goal(name: str, amount: int) -> Line:
        return Line(name, name, "", {"reserved": 999, "committed": amount, "spent": amount})

    found = standings([goal("a", 1), goal("b", 3), goal("c", 3), goal("d", 1)])
    assert {name: (own.share, own.place) for name, own in found.items()} == {
        "a": (0.125, 3),
        "b": (0.375, 1),
        "c": (0.375, 1),
        "d": (0.125, 3),
    }
    assert standings([goal("a", 0)])["a"].share == 0.0
