"""Every figure of the table of figures: its value by hand, and its reason where there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from pitchdeck.features.projection import (
    Figure,
    Projection,
    asks_by_fiscal_year,
    npv_per_constrained_budget,
    parse,
    project,
)

# Ten people learn for two hours at 50 an hour in month 0 (1,000 of people's time), beside a coach of 2,000.
# Each brings 40 a month from month 1 on: 400 a month, of which learning's share is half. Half of the lines'
# benefit is cashable. The rate is 0, so that every figure can be added up in the head.
PEOPLE = {"kind": "participant_time", "people": 10, "hours": 2, "wage": 50}
COACH = {"kind": "one_off", "amount": 2000}
GAIN = {"units": 10, "value": 40, "adoption": 0.5}
LINES = [GAIN | {"realisation": kind} for kind in ("cashable", "capacity")]
BOTH: dict[str, Any] = {"costs": [PEOPLE, COACH], "benefits": LINES}
FREE: dict[str, Any] = {"benefits": LINES}
NO_GAIN: dict[str, Any] = {"costs": [PEOPLE, COACH]}
POOR: dict[str, Any] = {"costs": [PEOPLE, COACH | {"amount": 1e6}], "benefits": LINES}
NOTHING: dict[str, Any] = {}
TWICE: dict[str, Any] = {
    "costs": [COACH | {"amount": 1000}, COACH | {"amount": 2000, "month": 30}],
    "benefits": [GAIN | {"months": 6}, GAIN | {"months": 12, "start": 31}],
    "horizon": 40,
}
# 400 a month for 36 months; 12 of them are the headline: 4,800 against 3,000.


@dataclass(frozen=True)
class Row:
    """A figure's value for BOTH, and inputs that withhold it for a reason."""

    value: float
    reason: str = ""
    provoked_by: Any = None


TABLE: dict[str, Row] = {
    "headline_cost": Row(3000),
    "headline_budget_cost": Row(2000),
    "headline_time_cost": Row(1000),
    "headline_benefit": Row(4800),
    "net": Row(1800),
    "bcr": Row(1.6, "no_cost", FREE),
    "roi_net_pct": Row(60, "no_cost", FREE),
    "cashable_benefit": Row(2400),
    "avoided_benefit": Row(0),
    "capacity_benefit": Row(2400),
    "cashable_roi_net_pct": Row(20, "no_cost", {"costs": [PEOPLE], "benefits": LINES}),
    # 200 a month of cashable benefit, in arrears, against 2,000 of budget.
    "cashable_payback_months": Row(10, "never_within_horizon", POOR),
    "payback_simple_months": Row(7.5, "no_benefit", NO_GAIN),
    "payback_months": Row(7.5, "never_within_horizon", POOR),
    "discounted_payback_months": Row(7.5, "never_within_horizon", POOR),
    "npv": Row(36 * 400 - 3000),
    "npv_cashable": Row(36 * 200 - 2000),
    "pi": Row(36 * 400 / 3000, "no_cost", FREE),
    "npv_per_budget": Row((36 * 400 - 3000) / 2000, "no_cost", {"costs": [PEOPLE], "benefits": LINES}),
    # Thirty-six payments of 400 are worth 3,000 at 13.1787 % a month.
    "irr": Row((1 + 0.13178660) ** 12 - 1, "no_sign_change", FREE),
    "mirr": Row((36 * 400 / 3000) ** (12 / 36) - 1, "no_sign_change", NO_GAIN),
    "breakeven_benefit_fraction": Row(3000 / 4800, "no_benefit", NO_GAIN),
    "breakeven_adoption": Row(0.5 * 3000 / 4800, "out_of_range", POOR),
    "breakeven_isolation": Row(3000 / 4800, "out_of_range", POOR),
    # Each person brings 480 and costs 100 of time; the coach stays.
    "breakeven_headcount": Row(2000 / 380, "no_participants", {"costs": [COACH], "benefits": LINES}),
    "total_cost": Row(3000),
    "total_budget_cost": Row(2000),
    "total_time_cost": Row(1000),
    "total_benefit": Row(36 * 400),
    "participant_hours": Row(20),
    "development_hours": Row(0),
    "supervision_hours": Row(0),
    "cost_per_participant": Row(300, "no_participants", {"costs": [COACH]}),
    "cost_per_learning_hour": Row(150, "no_participants", {"costs": [COACH]}),
    "delivery_cost_per_learning_hour": Row(100, "no_participants", {"costs": [COACH]}),
    "sign_changes": Row(1),
}
MORE_REASONS = [
    ("irr", "not_unique", TWICE),
    ("payback_months", "no_benefit", NOTHING),
    ("breakeven_benefit_fraction", "no_benefit", {"benefits": [GAIN | {"delta": -1}]}),
    ("breakeven_adoption", "no_benefit", NO_GAIN),
    ("breakeven_isolation", "no_benefit", NO_GAIN),
    ("breakeven_headcount", "out_of_range", {"costs": [PEOPLE | {"wage": 5000}], "benefits": LINES}),
]


@pytest.fixture(scope="module")
def both() -> Projection:
    return project(parse(BOTH))


def test_the_table_and_the_engine_name_the_same_figures(both: Projection) -> None:
    assert both.figures.keys() == TABLE.keys()


@pytest.mark.parametrize("name", TABLE)
def test_a_figure_of_the_table_is_what_the_head_adds_up(both: Projection, name: str) -> None:
    figure = both.figures[name]
    assert figure.reason is None
    assert figure.value == pytest.approx(TABLE[name].value, rel=1e-4)


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.reason])
def test_a_figure_is_withheld_for_its_reason(name: str) -> None:
    row = TABLE[name]
    assert project(parse(row.provoked_by)).figures[name] == Figure(None, row.reason)  # type: ignore[arg-type]  # one of the reasons


@pytest.mark.parametrize(("name", "reason", "inputs"), MORE_REASONS)
def test_a_figure_may_be_withheld_for_another_reason(name: str, reason: str, inputs: dict[str, Any]) -> None:
    assert project(parse(inputs)).figures[name].reason == reason


def test_the_benefit_is_split_by_where_it_is_seen(both: Projection) -> None:
    shares = {name: figure.value for name, figure in both.split.items()}
    assert shares == {"cashable": 0.5, "avoided": 0, "capacity": 0.5}
    assert project(parse(NO_GAIN)).split["cashable"].reason == "no_benefit"


def test_npv_per_budget_of_the_constrained_years_counts_their_budget_alone() -> None:
    later = {"costs": [PEOPLE, COACH, COACH | {"amount": 500, "month": 12}], "benefits": LINES}
    found = project(parse(later))

    def of(years: set[int]) -> Figure:
        return npv_per_constrained_budget(found, start=date(2026, 1, 1), fiscal_year_start=1, years=years)

    assert of({2026}).value == pytest.approx((36 * 400 - 3500) / 2000)
    assert of({2026, 2027}).value == pytest.approx(found.figures["npv_per_budget"].value)
    assert of({2028}).reason == "no_cost"


def test_budget_by_fiscal_year_and_hours_by_team() -> None:
    """What budgets and capacity are checked against."""
    build = {"kind": "development", "finished_hours": 2, "ratio": 40, "rate": 60, "month": 1}
    found = project(parse({"costs": [PEOPLE, COACH, COACH | {"month": 3}, build]}))
    asks = asks_by_fiscal_year(found, start=date(2026, 11, 1), fiscal_year_start=1)
    assert asks == {2026: 200_000, 2027: 200_000}
    hours: Callable[[str], float] = lambda team: sum(found.hours_by_team[team])  # noqa: E731  # read three times
    assert (hours("participants"), hours("development"), hours("supervision")) == (20, 80, 0)
    assert found.hours_by_team["development"][1] == 80


def test_a_shorter_horizon_says_partial_window() -> None:
    assert project(parse(BOTH | {"horizon": 6})).window.partial
    assert not project(parse(BOTH)).window.partial
