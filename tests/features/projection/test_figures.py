import math
from datetime import date
from typing import Any

import pytest

from pitchdeck.features.projection import (
    Projection,
    breakeven_sentence,
    npv_per_constrained_budget,
    parse,
    project,
)

LEARNERS = {"kind": "participant_time", "people": 40, "hours": 2.5, "wage": 30, "burden": 0.42}


def projected(**inputs: Any) -> Projection:
    return project(parse(inputs))


def value(projection: Projection, name: str) -> float | None:
    return projection.figures[name].value


def reason(projection: Projection, name: str) -> str | None:
    return projection.figures[name].reason


def test_cashable_benefit_stands_against_budget_cost_alone() -> None:
    projection = projected(
        costs=[{"kind": "one_off", "amount": 1000}, {"kind": "one_off", "amount": 500, "cash": False}],
        benefits=[
            {"value": 150, "realisation": "cashable"},
            {"value": 100, "realisation": "avoided"},
            {"value": 250, "realisation": "capacity"},
        ],
    )
    assert value(projection, "headline_cost") == 1500
    assert value(projection, "headline_budget_cost") == 1000
    assert value(projection, "headline_time_cost") == 500
    assert value(projection, "cashable_benefit") == 1800
    assert value(projection, "cashable_roi_net_pct") == pytest.approx(80)
    assert value(projection, "cashable_payback_months") == pytest.approx(1000 / 150)
    assert value(projection, "npv_cashable") == pytest.approx(36 * 150 - 1000)
    assert [projection.split[name].value for name in ("cashable", "avoided", "capacity")] == [0.3, 0.2, 0.5]


def test_window_starts_with_the_first_benefit() -> None:
    projection = projected(launch=7, benefits=[{"lag": 2}, {"lag": 1}])
    assert (projection.window.first, projection.window.last, projection.window.partial) == (9, 20, False)


@pytest.mark.parametrize(("launch", "last"), [(30, 36), (200, 36)])
def test_window_says_when_the_horizon_cuts_it(launch: int, last: int) -> None:
    projection = projected(launch=launch, benefits=[{}])
    assert projection.window.partial
    assert projection.window.last == last


def test_nothing_entered_gives_reasons() -> None:
    projection = projected()
    assert value(projection, "net") == 0
    for name, words in {
        "roi_net_pct": "no_cost",
        "bcr": "no_cost",
        "pi": "no_cost",
        "npv_per_budget": "no_cost",
        "payback_months": "no_benefit",
        "payback_simple_months": "no_benefit",
        "breakeven_benefit_fraction": "no_benefit",
        "breakeven_headcount": "no_benefit",
        "irr": "no_sign_change",
        "mirr": "no_sign_change",
        "cost_per_participant": "no_participants",
    }.items():
        assert reason(projection, name) == words, name
    assert projection.split["cashable"].reason == "no_benefit"


def test_breakeven_adoption_and_isolation_really_break_even() -> None:
    def given(adoption: float = 0.8, isolation: float = 0.5) -> Projection:
        return projected(
            costs=[{"kind": "one_off", "amount": 3000}],
            benefits=[
                {"value": 1000, "adoption": adoption, "isolation": isolation},
                {"value": 100, "applies_to": "average", "isolation": isolation},
            ],
        )

    found = given()
    adoption = value(found, "breakeven_adoption")
    isolation = value(found, "breakeven_isolation")
    assert adoption is not None
    assert isolation is not None
    assert value(given(adoption=adoption), "net") == pytest.approx(0, abs=1e-9)
    assert value(given(isolation=isolation), "net") == pytest.approx(0, abs=1e-9)


def test_breakeven_headcount_really_breaks_even() -> None:
    def given(people: float) -> Projection:
        return projected(
            costs=[{"kind": "one_off", "amount": 3000}, LEARNERS | {"people": people}],
            benefits=[{"units": people, "value": 42.6, "delta": 2, "adoption": 0.5}],
        )

    headcount = value(given(40), "breakeven_headcount")
    assert headcount is not None
    assert value(given(headcount), "net") == pytest.approx(0, abs=1e-9)


def test_breakeven_out_of_reach() -> None:
    projection = projected(
        costs=[{"kind": "one_off", "amount": 10**6}, LEARNERS], benefits=[{"value": 10, "adoption": 0.5}]
    )
    assert reason(projection, "breakeven_adoption") == "out_of_range"
    assert reason(projection, "breakeven_headcount") == "out_of_range"
    assert value(projection, "breakeven_benefit_fraction") == pytest.approx((10**6 + 4260) / 60)


def test_cost_beside_its_benchmarks() -> None:
    projection = projected(costs=[LEARNERS, {"kind": "one_off", "amount": 2700}])
    assert value(projection, "total_cost") == pytest.approx(6960)
    assert value(projection, "cost_per_participant") == pytest.approx(174)
    assert value(projection, "cost_per_learning_hour") == pytest.approx(69.6)
    assert value(projection, "delivery_cost_per_learning_hour") == pytest.approx(27)


def test_people_in_two_sessions_are_counted_once_when_stated() -> None:
    projection = projected(participants=40, costs=[LEARNERS, LEARNERS | {"month": 3}])
    assert value(projection, "cost_per_participant") == pytest.approx(213)
    assert value(projection, "participant_hours") == 200


def test_smallest_honest_pitch() -> None:
    projection = projected(costs=[LEARNERS, {"kind": "one_off", "amount": 2700}])
    facts = breakeven_sentence(projection, people=40, value_per_hour=42.6)
    assert (facts.cost, facts.budget_cost, facts.time_cost) == pytest.approx((6960, 2700, 4260))
    minutes = facts.minutes_per_week.value
    assert minutes is not None
    assert minutes == pytest.approx(4.7129, abs=1e-4)

    # The saving it names pays back, within the engine itself.
    saved = {"kind": "time_saved", "units": 40, "delta": minutes / 60, "per": "week", "value": 42.6}
    costs = [LEARNERS, {"kind": "one_off", "amount": 2700}]
    assert value(projected(costs=costs, benefits=[saved]), "net") == pytest.approx(0, abs=1e-9)


def test_smallest_honest_pitch_without_people_or_value() -> None:
    projection = projected(costs=[LEARNERS])
    assert (
        breakeven_sentence(projection, people=0, value_per_hour=1).minutes_per_week.reason
        == "no_participants"
    )
    assert breakeven_sentence(projection, people=1, value_per_hour=0).minutes_per_week.reason == "no_benefit"


def test_npv_per_budget_of_the_constrained_year_alone() -> None:
    projection = projected(costs=[{"kind": "recurring", "amount": 100}], benefits=[{"value": 300}])
    scarce = npv_per_constrained_budget(projection, start=date(2026, 7, 1), fiscal_year_start=1, years={2026})
    free = npv_per_constrained_budget(projection, start=date(2026, 7, 1), fiscal_year_start=1, years={2040})
    assert value(projection, "npv_per_budget") == pytest.approx(2)
    assert scarce.value == pytest.approx(7200 / 600)
    assert free.reason == "no_cost"


def test_rounding_dust_does_not_hide_a_payback() -> None:
    projection = projected(
        horizon=3, costs=[{"kind": "one_off", "amount": 0.3}], benefits=[{"value": 0.1}], headline_months=3
    )
    assert math.fsum(projection.net) != 0
    assert value(projection, "payback_months") == 3
    assert projection.cumulative[-1] == 0
