"""Plan beside actual: worked by hand, and the published case of ten months of actuals."""

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.features.investments.figures import (
    Cost,
    Evidence,
    Happened,
    Measured,
    Promise,
    Standing,
    benefit_of,
    derivation_of,
    due_periods,
    improvement,
    month_after,
    month_index,
    promise_of,
    standing,
    tolerances_of,
    unit_worth,
)
from pitchdeck.features.projection import Frozen, freeze, parse, project

# shared case "edge-actuals": 10 of 17 months, cost +10 %, benefit -25 %
PLAN_COST = (17040.0, 0.0, 0.0, 30060.0, *(500.0 for _ in range(13)))
PLAN_BENEFIT = (
    *(0.0 for _ in range(5)),
    2862.72,
    5664.771857726744,
    8407.119854568267,
    8318.035986176446,
    8229.896071926463,
    8142.690109452706,
    8056.408202377038,
    7971.040559185729,
    7886.577492118293,
    7803.0094160680865,
    7720.326847494564,
    7638.520403347067,
)
ACTUAL_BENEFIT = (2147.04, 4248.578893295058, 6305.3398909262005, 6238.526989632335, 6172.422053944847)
APRIL = date(2026, 4, 1)
PROMISE = Promise(
    budget=PLAN_COST,
    time=tuple(0.0 for _ in PLAN_COST),
    benefit=PLAN_BENEFIT,
    launch=4,
    window_first=5,
    window_last=16,
    rates=(),
)


def in_digits(amount: float) -> int:
    return round(amount * 10**6)


HAPPENED = Happened(
    baseline=APRIL,
    today=date(2027, 1, 15),
    digits=6,
    reading_months=(5, 8, 12),
    spent=tuple(
        Cost(month_after(APRIL, index), in_digits(amount * 1.1))
        for index, amount in enumerate(PLAN_COST[:10])
    ),
    evidence=tuple(
        Evidence(
            month_after(APRIL, 4 + place), month_after(APRIL, 4 + place), in_digits(amount), "trend_line"
        )
        for place, amount in enumerate(ACTUAL_BENEFIT)
    ),
)


def stand(happened: Happened, promise: Promise = PROMISE) -> Standing:
    return standing(promise, happened, tolerances_of({}))


def test_standing_of_the_worked_case_with_ten_months_of_actuals() -> None:
    found = stand(HAPPENED).realised
    expected = {
        "plan_cost_to_date": 50100.0,
        "plan_benefit_to_date": 33482.54377039792,
        "actual_cost": 55110.0,
        "actual_benefit": 25111.90782779844,
    }
    ratios = {
        "benefits_realisation_ratio": 0.75,
        "cost_ratio": 1.1,
        "cost_variance_pct": 10.0,
        "benefit_variance_pct": -25.0,
        "roi_to_date_pct": -54.43311952858203,
        "plan_roi_pct": 65.48715820977874,
        "eac": 58960.0,
        "eab": 66525.83760033106,
        "eab_conservative": 66525.83760033106,
        "forecast_roi_pct": 12.832153324849143,
        "forecast_roi_conservative_pct": 12.832153324849143,
    }
    assert {name: getattr(found, name) for name in expected} == pytest.approx(expected, rel=1e-6)
    assert {name: getattr(found, name).value for name in ratios} == pytest.approx(ratios, rel=1e-6)


def test_standing_is_red_when_benefit_is_a_quarter_short_and_says_why() -> None:
    found = stand(HAPPENED)
    assert (found.rag, found.reasons) == ("red", ("cost_amber", "benefit_red"))
    assert found.evidenced.value == pytest.approx(1.0)
    assert found.periods[0].state == "evidenced"


@pytest.mark.parametrize(
    ("benefit", "cost", "rag"),
    [
        (0.95, 1.00, "green"),
        (0.94, 1.00, "amber"),
        (0.80, 1.00, "amber"),
        (0.79, 1.00, "red"),
        (1.20, 1.001, "amber"),
        (1.20, 1.10, "amber"),
        (1.20, 1.101, "red"),
    ],
)
def test_standing_at_the_edges_of_the_tolerances(benefit: float, cost: float, rag: str) -> None:
    planned = 2862.72 + 5664.771857726744 + 8407.119854568267 + 8318.035986176446 + 8229.896071926463
    happened = replace(
        HAPPENED,
        spent=(Cost(APRIL, in_digits(50100 * cost)),),
        evidence=(
            Evidence(
                month_after(APRIL, 4), month_after(APRIL, 8), math.ceil(planned * benefit * 10**6), "expert"
            ),
        ),
    )
    assert stand(happened).rag == rag


def test_standing_before_the_first_due_reading_is_grey() -> None:
    found = stand(replace(HAPPENED, today=date(2026, 6, 1), spent=(), evidence=()))
    assert (found.rag, found.reasons) == ("grey", ("nothing_due",))
    assert found.realised.actual_benefit == 0
    assert found.realised.benefits_realisation_ratio.reason == "no_plan_to_date"


def test_a_due_reading_that_is_missing_adds_nothing_and_stays_grey_for_thirty_days() -> None:
    within = stand(replace(HAPPENED, today=date(2027, 1, 31), evidence=(), spent=()))
    assert (within.rag, within.reasons, within.realised.missing_readings) == ("grey", ("reading_due",), 5)
    beyond = stand(replace(HAPPENED, today=date(2027, 2, 1), evidence=(), spent=()))
    assert (beyond.rag, beyond.reasons) == ("red", ("benefit_red", "reading_overdue"))
    assert beyond.realised.benefits_realisation_ratio.value == 0


def test_an_open_overrun_turns_the_investment_red() -> None:
    found = stand(replace(HAPPENED, today=date(2026, 6, 1), spent=(), evidence=(), overrun=1))
    assert (found.rag, found.reasons) == ("red", ("overrun", "nothing_due"))


def test_part_of_the_benefit_that_is_evidenced_is_said() -> None:
    found = stand(replace(HAPPENED, evidence=HAPPENED.evidence[:2]))
    shown = (2862.72 + 5664.771857726744) / 33482.54377039792
    assert found.evidenced.value == pytest.approx(shown)
    assert found.periods[0].state == "due"
    assert [(each.method, each.share.value) for each in found.strengths] == [("trend_line", 1.0)]


def test_an_investment_past_its_headline_window_is_held_against_the_longer_plan() -> None:
    plan = replace(PROMISE, window_last=6)
    found = stand(HAPPENED, plan)
    assert found.realised.plan_cost_to_date == pytest.approx(50100)
    assert len(found.planned_cost) == 10


def test_a_cost_from_before_the_release_counts_at_its_start() -> None:
    found = stand(replace(HAPPENED, spent=(Cost(date(2026, 1, 1), in_digits(100.0)),)))
    assert found.actual_cost[0] == 100.0


def test_due_periods_follow_launch_from_the_real_start() -> None:
    periods = due_periods((6, 3, 3, 0), launch=2, baseline=APRIL, today=date(2026, 9, 1), evidenced=())
    assert [(each.number, each.first, each.last, each.on, each.state) for each in periods] == [
        (1, 2, 4, date(2026, 9, 1), "due"),
        (2, 5, 7, date(2026, 12, 1), "coming"),
    ]


def measured(value: str, *, baseline: str = "14", target: str = "11") -> Measured:
    return Measured(
        Decimal(baseline), Decimal(target), Decimal(value), 3, 340_000, Decimal("0.6"), Decimal("0.8")
    )


def test_benefit_is_what_the_sentence_says() -> None:
    reading = measured("12.5")
    assert benefit_of(reading) == 734_400
    assert derivation_of(reading, unit="minutes", currency="EUR") == (
        "1.5 minutes better than 14 × €3,400 a unit and month × 3 months"
        " × 60 % learning's share × 80 % confidence = €7,344"
    )


def test_a_measure_that_got_worse_is_a_loss() -> None:
    assert benefit_of(measured("15")) == -489_600
    assert "1 minute worse than 14" in derivation_of(measured("15"), unit="minutes", currency="EUR")
    words = derivation_of(measured("13"), unit="Stunden je Fall", currency="EUR")
    assert words.startswith("1 Stunden je Fall")
    assert improvement(Decimal(10), Decimal(20), Decimal(12)) == 2


INPUTS = {
    "horizon": 24,
    "launch": 2,
    "costs": [
        {"kind": "participant_time", "people": 40, "hours": 4, "wage": 30, "burden": 0.42, "month": 2},
        {"kind": "development", "finished_hours": 4, "ratio": 40, "rate": 50, "month": 0},
        {"kind": "one_off", "amount": 2000, "month": 0, "category": "technology"},
    ],
    "benefits": [
        {
            "kind": "time_saved",
            "units": 100,
            "delta": 2,
            "per": "week",
            "value": 42.6,
            "redeployed": 0.5,
            "adoption": 0.55,
            "isolation": 0.6,
            "confidence": 0.5,
            "attrition": 0.12,
        },
        {"kind": "cost_avoided", "delta": 900, "per": "once"},
    ],
}


def frozen() -> str:
    return stored().inputs_json


def stored() -> Frozen:
    inputs = parse(INPUTS)
    return freeze(inputs, project(inputs))


def test_unit_worth_leaves_out_what_a_reading_measures_itself() -> None:
    worth = unit_worth(frozen(), [0], month=2)
    assert worth is not None
    assert worth.monthly == pytest.approx(100 * 42.6 * 52 / 12 * 0.5)
    later = unit_worth(frozen(), [0], month=14)
    assert later is not None
    assert later.monthly == pytest.approx(worth.monthly * 0.88)


def test_unit_worth_is_withheld_where_a_line_counts_once() -> None:
    assert unit_worth(frozen(), [0, 1], month=2) is None
    assert unit_worth(frozen(), [], month=2) is None


def test_promise_keeps_the_rates_of_peoples_time() -> None:
    promise = promise_of(stored().inputs_json, stored().figures_json)
    assert {rate.team: rate.hourly for rate in promise.rates} == pytest.approx(
        {"development": 50.0, "participants": 42.6}
    )
    assert promise.cost[0] == pytest.approx(10_000)
    assert promise.benefit[3] > 0


@given(
    spent=st.lists(st.integers(1, 10**9), max_size=5),
    benefit=st.integers(-(10**9), 10**9),
    today=st.dates(date(2026, 4, 1), date(2031, 1, 1)),
)
def test_standing_never_fails_and_adds_up(spent: list[int], benefit: int, today: date) -> None:
    happened = Happened(
        APRIL,
        today,
        2,
        (3, 6, 12),
        spent=tuple(Cost(month_after(APRIL, place), amount) for place, amount in enumerate(spent)),
        evidence=(Evidence(month_after(APRIL, 4), month_after(APRIL, 6), benefit, "manager"),),
    )
    found = stand(happened)
    assert found.budget_to_date == pytest.approx(sum(spent) / 100)
    assert found.realised.actual_benefit == pytest.approx(benefit / 100)
    assert found.actual_cost[-1] == pytest.approx(found.realised.actual_cost)
    assert found.rag in {"green", "amber", "red", "grey"}
    assert found.month == month_index(APRIL, today)
