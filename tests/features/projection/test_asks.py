from datetime import date
from typing import Any

import pytest

from pitchdeck.features.projection import asks_by_fiscal_year, fiscal_year_of, parse, project


def asked(
    start: date, fiscal_year_start: int, *costs: dict[str, Any], minor_exponent: int = 2
) -> dict[int, int]:
    projection = project(parse({"costs": list(costs)}))
    return asks_by_fiscal_year(
        projection, start=start, fiscal_year_start=fiscal_year_start, minor_exponent=minor_exponent
    )


def one_off(amount: float, month: int = 0, **terms: Any) -> dict[str, Any]:
    return {"kind": "one_off", "amount": amount, "month": month, **terms}


@pytest.mark.parametrize(
    ("start", "index", "first", "year"),
    [
        (date(2026, 1, 31), 0, 1, 2026),
        (date(2026, 12, 1), 0, 1, 2026),
        (date(2026, 12, 1), 1, 1, 2027),
        (date(2026, 3, 1), 0, 4, 2026),
        (date(2026, 4, 1), 0, 4, 2027),
        (date(2026, 4, 1), 11, 4, 2027),
        (date(2026, 4, 1), 12, 4, 2028),
        (date(2026, 11, 1), 0, 12, 2026),
        (date(2026, 12, 1), 0, 12, 2027),
    ],
)
def test_fiscal_year_is_named_by_the_year_in_which_it_ends(
    start: date, index: int, first: int, year: int
) -> None:
    assert fiscal_year_of(start, index, fiscal_year_start=first) == year


def test_budget_cost_is_split_by_fiscal_year() -> None:
    costs = ({"kind": "recurring", "amount": 100, "months": 12}, one_off(50.5, 11))
    assert asked(date(2026, 10, 1), 1, *costs) == {2026: 30000, 2027: 95050}
    assert asked(date(2026, 10, 1), 4, *costs) == {2027: 60000, 2028: 65050}


def test_peoples_time_is_never_asked_for() -> None:
    hours = {"kind": "participant_time", "people": 10, "hours": 1, "wage": 10}
    assert asked(date(2026, 1, 1), 1, hours, one_off(5, cash=False)) == {}


def test_years_without_cost_are_left_out() -> None:
    assert asked(date(2026, 1, 1), 1, one_off(1), one_off(1, 30)) == {2026: 100, 2028: 100}


@pytest.mark.parametrize(
    ("amount", "minor"),
    [
        (100.0, 10000),
        (100.00000001, 10000),
        (100.001, 10001),
        (100.01, 10001),
        (100.010000001, 10001),
        (99.999999999, 10000),
        (0.1 + 0.2, 30),
        (0.0001, 1),
        (1e15, 10**17),
    ],
)
def test_each_year_is_rounded_up_but_not_by_float_dust(amount: float, minor: int) -> None:
    assert asked(date(2026, 1, 1), 1, one_off(amount)) == {2026: minor}


def test_many_thirds_do_not_gain_a_cent() -> None:
    tm = {"kind": "msp_tm", "roles": [[100.0, 1.0]], "months": 3}
    assert asked(date(2026, 1, 1), 1, *[tm] * 30) == {2026: 300000}


@pytest.mark.parametrize(("exponent", "minor"), [(0, 101), (2, 10050), (3, 100500)])
def test_currencies_have_their_own_minor_unit(exponent: int, minor: int) -> None:
    assert asked(date(2026, 1, 1), 1, one_off(100.5), minor_exponent=exponent) == {2026: minor}
