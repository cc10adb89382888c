from typing import Any

import pytest

from pitchdeck.features.projection import Projection, parse, project


def costing(**line: Any) -> Projection:
    return project(parse({"horizon": 12, "costs": [line]}))


def bringing(**line: Any) -> Projection:
    return project(parse({"horizon": 24, "benefits": [line]}))


def test_cost_falls_in_its_own_month_and_benefit_one_later() -> None:
    projection = project(
        parse(
            {
                "horizon": 3,
                "costs": [{"kind": "one_off", "amount": 7, "month": 1}],
                "benefits": [{"start": 1}],
            }
        )
    )
    assert [projection.budget_cost, projection.benefit, projection.net, projection.cumulative] == [
        (0, 7, 0, 0),
        (0, 0, 1, 1),
        (0, -7, 1, 1),
        (0, -7, -6, -5),
    ]


def test_recurring_runs_to_the_horizon_unless_told() -> None:
    assert sum(costing(kind="recurring", amount=1, month=3).budget_cost) == 9
    assert costing(kind="recurring", amount=1, month=3, months=2).budget_cost[3:6] == (1, 1, 0)


def test_cost_after_the_horizon_is_outside() -> None:
    assert costing(kind="one_off", amount=1, month=12).budget_cost[12] == 1
    assert not any(costing(kind="one_off", amount=1, month=13).budget_cost)
    assert not any(costing(kind="recurring", amount=1, month=700).budget_cost)


def test_participant_time_is_fully_loaded_and_never_budget() -> None:
    projection = costing(kind="participant_time", people=10, hours=6, wage=30, burden=0.42, month=2)
    assert projection.time_cost[2] == pytest.approx(10 * 6 * 30 * 1.42)
    assert not any(projection.budget_cost)
    assert projection.hours_by_team["participants"][2] == 60


def test_participant_time_paid_from_a_budget() -> None:
    projection = costing(kind="participant_time", people=10, hours=6, wage=30, cash=True)
    assert projection.budget_cost[0] == 1800
    assert projection.hours_by_team["participants"][0] == 60


def test_development_bought_outside_uses_no_own_hours() -> None:
    own = costing(kind="development", finished_hours=2, ratio=71, rate=60)
    bought = costing(kind="development", finished_hours=2, ratio=71, rate=60, cash=True)
    assert (own.time_cost[0], own.budget_cost[0], own.hours_by_team["development"][0]) == (8520, 0, 142)
    assert (bought.time_cost[0], bought.budget_cost[0], bought.hours_by_team["development"][0]) == (
        0,
        8520,
        0,
    )


def test_milestones_carry_the_contingency() -> None:
    projection = costing(kind="msp_fixed", milestones=[[0, 1000], [4, 3000], [4, 500]], contingency=0.1)
    assert projection.budget_cost[0] == pytest.approx(1100)
    assert projection.budget_cost[4] == pytest.approx(3850)


def test_time_and_materials_below_the_cap() -> None:
    projection = costing(
        kind="msp_tm", roles=[[100, 10], [50, 20]], expenses=0.05, cap=9000, month=1, months=2
    )
    assert projection.budget_cost[:4] == (0, 1050, 1050, 0)


def test_time_and_materials_without_cap_or_months() -> None:
    projection = costing(kind="msp_tm", roles=[[120, 10]], month=6)
    assert projection.budget_cost[6:] == (200,) * 6 + (0,)


def test_retainer_charges_overage_and_reports_unused_hours() -> None:
    projection = costing(
        kind="msp_retainer",
        fee=2000,
        months=4,
        hours_included=20,
        hours_used=[25, 12, 20],
        overage_rate=110,
        month=1,
    )
    assert projection.budget_cost[:6] == (0, 2550, 2000, 2000, 2000, 0)
    (line,) = projection.lines.costs
    assert line.unused_hours == 8
    assert line.budget == 8550


def test_staff_augmentation_is_budget_and_supervision_is_time() -> None:
    projection = costing(
        kind="staff_aug",
        fte=1.5,
        day_rate=450,
        days_per_month=20,
        months=2,
        supervision_hours=12,
        supervisor_rate=65,
    )
    assert projection.budget_cost[:3] == (13500, 13500, 0)
    assert projection.time_cost[:3] == (780, 780, 0)
    assert sum(projection.hours_by_team["supervision"]) == 24


@pytest.mark.parametrize(
    ("per", "monthly"), [("week", 52 / 12), ("month", 1), ("quarter", 1 / 3), ("year", 1 / 12)]
)
def test_rates_become_monthly(per: str, monthly: float) -> None:
    assert bringing(value=1200, per=per).benefit[1] == pytest.approx(1200 * monthly)


def test_once_is_one_month() -> None:
    assert sum(bringing(value=1200, per="once", months=9).benefit) == 1200


def test_adoption_counts_only_where_each_person_applies_it() -> None:
    assert bringing(adoption=0.5).benefit[1] == 0.5
    assert bringing(adoption=0.5, applies_to="average").benefit[1] == 1


def test_all_factors_multiply() -> None:
    line = {
        "units": 100,
        "delta": 2,
        "value": 40,
        "adoption": 0.5,
        "isolation": 0.6,
        "confidence": 0.5,
        "margin": 0.5,
        "redeployed": 0.5,
    }
    assert bringing(**line).benefit[1] == pytest.approx(8000 * 0.5 * 0.6 * 0.5 * 0.5 * 0.5)


def test_ramp_decay_and_attrition_count_from_the_lines_own_start() -> None:
    benefit = bringing(value=100, start=5, ramp=2, hold=3, half_life=2).benefit
    assert benefit[:6] == (0,) * 6
    assert benefit[6:10] == (50, 100, 100, 100)
    assert benefit[11] == pytest.approx(50)
    assert bringing(attrition=0.2).benefit[13] == pytest.approx(0.8)


def test_start_overrides_launch_and_lag() -> None:
    given = {"horizon": 12, "launch": 3, "benefits": [{"lag": 2}, {"lag": 2, "start": 1}]}
    late, early = project(parse(given)).lines.benefits
    assert late.total == 12 - 5
    assert early.total == 12 - 1


def test_everyone_may_leave_at_once() -> None:
    assert sum(bringing(attrition=1).benefit) == 1


def test_utility_in_its_own_words() -> None:
    (line,) = parse({"benefits": [{"kind": "utility", "N": 30, "T": 1.5, "d": 0.7, "SDy": 10000}]}).benefits
    assert (line.units, line.months, line.delta, line.value, line.per) == (30, 18, 0.7, 10000, "year")
