from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.delivery.charts.labels import (
    exact_money,
    money_column,
    month_ticks,
    nice_ticks,
    points,
    points_column,
    short_money,
    tick_labels,
    whole_money,
)


@pytest.mark.parametrize(
    ("minor", "currency", "locale", "text"),
    [
        (1272500, "USD", "en_US", "$12,725"),
        (1272550, "USD", "en_US", "$12,725.50"),
        (-1, "EUR", "en_GB", "−€0.01"),
        (0, "EUR", "en_GB", "€0"),
        (5000, "JPY", "en_GB", "JP¥5,000"),
        (1234567, "KWD", "en_GB", "KWD1,234.567"),
        (123450, "EUR", "de_DE", "1.234,50\u00a0€"),
    ],
)
def test_money_is_told_to_the_minor_unit(minor: int, currency: str, locale: str, text: str) -> None:
    assert exact_money(minor, currency, locale) == text


def test_short_money_is_exact_below_a_thousand() -> None:
    assert short_money(99999, "EUR", "en_GB") == "€999.99"
    assert short_money(-123456789, "EUR", "en_GB") == "−€1.2M"


def test_a_column_has_one_precision() -> None:
    assert money_column([120000, -9950, 0], "EUR", "en_GB") == ["€1,200.00", "−€99.50", "€0.00"]
    assert money_column([120000, -9900], "EUR", "en_GB") == ["€1,200", "−€99"]
    assert money_column([], "EUR", "en_GB") == []
    assert points_column([12.34, -150], "en_GB") == ["12.3", "−150.0"]
    assert points_column([12.34, 1234.5], "en_GB") == ["12", "1,234"]
    assert points_column([12.34, 4_500_000], "de_DE") == ["12,3", points(4_500_000, "de_DE")]


def test_whole_money_rounds_half_to_even() -> None:
    assert whole_money(250, "EUR", "en_GB") == "€2"
    assert whole_money(-123456, "EUR", "en_GB") == "−€1,235"


@given(low=st.integers(-(10**20), 10**20), high=st.integers(-(10**20), 10**20))
def test_ticks_enclose_the_values_and_zero(low: int, high: int) -> None:
    low, high = sorted((low, high))
    ticks = nice_ticks(low, high)
    assert ticks[0] <= min(low, 0)
    assert ticks[-1] >= max(high, 0)
    assert 0 in ticks
    assert len(ticks) <= 7
    assert len({after - before for before, after in pairwise(ticks)}) <= 1


@given(st.integers(1, 10**20))
def test_tick_labels_are_all_different(high: int) -> None:
    labels = tick_labels(nice_ticks(-high // 3, high), "EUR", "en_GB")
    assert len(set(labels)) == len(labels)


@given(st.integers(0, 1200))
def test_months_carry_at_most_eight_labels(horizon: int) -> None:
    ticks = month_ticks(horizon)
    assert ticks[0] == 0
    assert len(ticks) <= 8
    assert ticks[-1] <= horizon
