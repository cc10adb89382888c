"""Published textbook and spreadsheet cases of the single functions.

Where a published figure does not reproduce, the computed one is asserted and the printed one shown to differ.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from pitchdeck.features.projection.payback import payback
from pitchdeck.features.projection.returns import (
    discounted,
    irr,
    mirr,
    npv,
    present_value,
    profitability_index,
)

CASES: dict[str, dict[str, Any]] = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "cases" / "finance.json").read_text())["cases"]
}
SAMS = CASES["openstax-npv"]["inputs"]["cashflows"]


def test_payback_openstax() -> None:
    assert payback(SAMS).value == pytest.approx(CASES["openstax-payback"]["expected"]["payback_years"])


def test_discounted_payback_openstax() -> None:
    case = CASES["openstax-discounted-payback"]
    found = payback(discounted(SAMS, 0.09, periods_per_year=1)).value
    assert found == pytest.approx(case["computed"]["years"], rel=1e-9)
    assert found == pytest.approx(case["expected"]["years"], abs=case["tolerance"])


def test_payback_nets_the_ongoing_cost() -> None:
    case = CASES["mfgcalcs-ongoing-cost"]
    flows = [-62500.0, *[18000.0 - 2500.0] * 5]
    assert payback(flows).value == pytest.approx(case["computed"]["payback_years"])
    assert sum(flows) == case["expected"]["five_year_net"]


def test_npv_openstax() -> None:
    case = CASES["openstax-npv"]
    found = npv(SAMS, 0.09, periods_per_year=1).value
    assert found == pytest.approx(case["computed"]["npv"], rel=1e-12)
    assert found == pytest.approx(case["expected"]["npv"], abs=case["tolerance"])


def test_npv_profile_openstax() -> None:
    case = CASES["openstax-npv-profile"]
    found = [npv(SAMS, rate, periods_per_year=1).value for rate in case["inputs"]["rates"]]
    assert found == pytest.approx(case["expected"]["npv"], abs=case["tolerance"])


def test_npv_libreoffice() -> None:
    case = CASES["libreoffice-npv"]
    flows = [case["inputs"]["time0"], *case["inputs"]["inflows"]]
    assert npv(flows, 0.0875, periods_per_year=1).value == pytest.approx(case["computed"]["npv"])


def test_npv_of_spreadsheets_discounts_the_first_flow_too() -> None:
    case = CASES["mescius-npv"]
    flows = [0.0, *case["inputs"]["values"]]
    assert npv(flows, 0.065, periods_per_year=1).value == pytest.approx(case["expected"]["npv"], abs=0.005)


def test_npv_of_a_shrinking_cohort() -> None:
    case = CASES["utility-boudreau-flows"]
    given = case["inputs"]
    years = zip(given["n_by_period"], given["cost_by_period"], strict=True)
    flows = [0.0, *(n * given["delta_z"] * given["SDy"] - cost for n, cost in years)]
    assert npv(flows, 0.08, periods_per_year=1).value == pytest.approx(case["computed"]["npv"])
    assert npv(flows, 0.08, periods_per_year=1).value == pytest.approx(case["expected"]["npv"], abs=1)


@pytest.mark.parametrize("truck", ["older", "newer"])
def test_npv_of_unequal_lives(truck: str) -> None:
    case = CASES["openstax-trucks-unequal-lives"]
    found = npv(case["inputs"][truck], 0.1, periods_per_year=1).value
    assert found == pytest.approx(case["computed"][f"npv_{truck}"])


def test_present_values_by_year_differ_from_a_printed_row() -> None:
    case = CASES["pm-planning-pv"]
    rows = discounted([0.0, *case["inputs"]["inflows"]], 0.05, periods_per_year=1)[1:]
    assert rows == pytest.approx(case["computed"]["pv_rows"])
    assert sum(rows) == pytest.approx(case["computed"]["pv_total"])
    # Printed 9,070.3 multiplies the first year's 10,000 with the second year's factor.
    assert rows[1] != pytest.approx(case["expected"]["pv_rows"][1], abs=case["tolerance"]["pv_rows"])


def test_profitability_index_is_inflows_over_outflows() -> None:
    case = CASES["openstax-pi"]
    inflows, outflows = [0.0, *SAMS[1:]], [16000.0]
    found = profitability_index(inflows, outflows, 0.09, periods_per_year=1).value
    assert found == pytest.approx(case["computed"]["pi"])
    assert found == pytest.approx(case["expected"]["pi"], abs=case["tolerance"]["pi"])
    assert present_value(inflows, 0.09, periods_per_year=1) == pytest.approx(case["computed"]["pv_inflows"])


@pytest.mark.parametrize(
    "case", ["numpy-financial-irr-1", "numpy-financial-irr-3", "numpy-financial-irr-5", "clickhouse-irr"]
)
def test_irr_published(case: str) -> None:
    found = irr(CASES[case]["inputs"]["cashflows"], periods_per_year=1).value
    assert found == pytest.approx(CASES[case]["computed"]["irr"], rel=1e-12)
    assert found == pytest.approx(CASES[case]["expected"]["irr"], abs=CASES[case]["tolerance"])


def test_irr_openstax_differs_from_its_other_chapter() -> None:
    case = CASES["openstax-irr"]
    found = irr(SAMS, periods_per_year=1).times(100).value
    assert found == pytest.approx(case["computed"]["irr_pct"], rel=1e-12)
    assert found == pytest.approx(case["expected"]["irr_pct"], abs=case["tolerance"])
    # Another chapter prints 14.10 for the same flows.
    assert found != pytest.approx(case["expected"]["irr_pct_table_m00103"], abs=case["tolerance"])


def test_irr_ranks_another_way_than_npv() -> None:
    case = CASES["openstax-heavy-duty"]
    flows = case["inputs"]["cashflows"]
    assert npv(flows, 0.09, periods_per_year=1).value == pytest.approx(case["computed"]["npv"])
    assert irr(flows, periods_per_year=1).times(100).value == pytest.approx(case["computed"]["irr_pct"])


@pytest.mark.parametrize(("name", "years"), [("two_years", 2), ("four_years", 4), ("five_years", 5)])
def test_irr_excel_may_be_negative(name: str, years: int) -> None:
    case = CASES["excel-irr"]
    found = irr(case["inputs"]["cashflows"][: years + 1], periods_per_year=1).times(100).value
    assert found == pytest.approx(case["computed"][name], rel=1e-10)
    assert found == pytest.approx(case["expected"][name], abs=case["tolerance"])


def test_irr_withheld_when_there_are_two() -> None:
    flows = CASES["openstax-two-irr"]["inputs"]["cashflows"]
    assert irr(flows, periods_per_year=1).reason == "not_unique"
    for rate in CASES["openstax-two-irr"]["computed"]["irrs"]:
        assert npv(flows, rate, periods_per_year=1).value == pytest.approx(0, abs=1e-9)


def test_irr_given_when_the_cumulative_turns_once() -> None:
    case = CASES["npf-issue44"]
    found = irr(case["inputs"]["cashflows"], periods_per_year=1).value
    assert found == pytest.approx(case["expected"]["irr"], rel=1e-9)


def test_mirr_openstax_terminal_value_differs_from_the_printed_one() -> None:
    case = CASES["openstax-mirr"]
    found = mirr(SAMS, finance_rate=0.09, reinvest_rate=0.09, periods_per_year=1).times(100).value
    assert found == pytest.approx(case["computed"]["mirr_pct"], rel=1e-12)
    terminal = present_value([0.0, *SAMS[1:]], 0.09, periods_per_year=1) * 1.09**6
    assert terminal == pytest.approx(case["computed"]["terminal_value"])
    # The printed sum of the printed rows is 31,589.23, not 31,595.22.
    assert terminal != pytest.approx(case["expected"]["terminal_value"], abs=1)


def test_mirr_numpy_financial() -> None:
    case = CASES["numpy-financial-mirr-2"]
    found = mirr(case["inputs"]["cashflows"], finance_rate=0.1, reinvest_rate=0.12, periods_per_year=1)
    assert found.value == pytest.approx(case["computed"]["mirr"], rel=1e-12)


@pytest.mark.parametrize(
    ("name", "years", "reinvest"),
    [("five_year", 5, 0.12), ("three_year", 3, 0.12), ("five_year_14", 5, 0.14)],
)
def test_mirr_excel(name: str, years: int, reinvest: float) -> None:
    case = CASES["excel-mirr"]
    flows = case["inputs"]["cashflows"][: years + 1]
    found = mirr(flows, finance_rate=0.1, reinvest_rate=reinvest, periods_per_year=1).times(100).value
    assert found == pytest.approx(case["computed"][name], rel=1e-10)
    assert found == pytest.approx(case["expected"][name], abs=case["tolerance"])


@pytest.mark.parametrize(
    ("flows", "reason"),
    [
        ([0.0, 0.0], "no_sign_change"),
        ([5.0, 1.0], "no_sign_change"),
        ([-1e-9] + [0.0] * 11 + [1e15], "out_of_range"),
    ],
)
def test_irr_withheld(flows: list[float], reason: str) -> None:
    assert irr(flows).reason == reason
