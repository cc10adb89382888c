"""Figures as text, in several locales: exact money, real minus signs, words where there is no value."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask, g, render_template_string
from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.delivery.web import filters
from pitchdeck.delivery.web.filters import NBSP


@contextmanager
def speaking(locale: str, currency: str = "EUR") -> Iterator[Flask]:
    app = Flask(__name__)
    filters.register(app)
    with app.app_context():
        g.locale, g.currency = locale, currency
        yield app


@pytest.mark.parametrize(
    ("locale", "currency", "minor", "text"),
    [
        ("en_GB", "EUR", 696_000, "€6,960"),
        ("en_GB", "EUR", 696_050, "€6,960.50"),
        ("en_GB", "EUR", -12_345, "−\u2060€123.45"),
        ("en_GB", "EUR", 0, "€0"),
        ("en_GB", "JPY", 1_234, "JP¥1,234"),
        ("en_GB", "KWD", 1_234_567, f"KWD{NBSP}1,234.567"),
        ("en_US", "USD", 5, "$0.05"),
        ("de", "EUR", 696_050, f"6.960,50{NBSP}€"),
        ("fr", "EUR", 696_000, f"6\u202f960{NBSP}€"),
        ("en_GB", "EUR", 9_007_199_254_740_993_01, "€9,007,199,254,740,993.01"),
    ],
)
def test_money(locale: str, currency: str, minor: int, text: str) -> None:
    with speaking(locale, currency):
        assert filters.money(minor) == text


def test_money_exact_always_shows_the_decimals() -> None:
    assert filters.money(696_000, "EUR", exact=True) == "€6,960.00"
    assert filters.amount(696_000, "EUR", exact=True) == "6,960.00"
    assert filters.amount(696_050, "EUR") == "6,960.50"


@given(st.integers(min_value=-(10**18), max_value=10**18))
def test_no_cent_is_lost_in_writing(minor: int) -> None:
    text = filters.amount(minor, "EUR", exact=True).replace(",", "").replace("−", "-")
    assert Decimal(text) * 100 == minor


@pytest.mark.parametrize(
    ("minor", "text"),
    [
        (3_750_000, "€37.5k"),
        (-125_000_000, "−\u2060€1.25m"),
        (99_950_000, "€1m"),
        (4_000_000_000_000, "€40bn"),
        (999_900, "€9,999"),
        (1_000_000, "€10k"),
        (-4, "€0"),
        (None, "–"),
    ],
)
def test_money_short(minor: int | None, text: str) -> None:
    assert filters.money_short(minor, "EUR") == text


def test_money_short_puts_the_sign_where_the_locale_does() -> None:
    with speaking("de"):
        assert filters.money_short(-3_750_000) == f"−37,5k{NBSP}€"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (filters.percent(Decimal("0.555"), 1), "55.5%"),
        (filters.percent(0.55), "55%"),
        (filters.percent(-0.05), "−5%"),
        (filters.percentage(188.4), "188%"),
        (filters.percentage(-12.25, 1), "−12.2%"),
        (filters.number(1234.5), "1,234.5"),
        (filters.number(Decimal("1e30")), "1," + ",".join(["000"] * 10)),
        (filters.ratio(2.884), "2.88"),
        (filters.ratio(Decimal("2.9")), "2.90"),
        (filters.months(11.23), f"11.2{NBSP}months"),
        (filters.months(1), f"1{NBSP}month"),
        (filters.hours(142.5), f"142.5{NBSP}hours"),
        (filters.delta(-0.8, unit="points"), f"−0.8{NBSP}points"),
        (filters.delta(3), "+3"),
        (filters.delta(0), "±0"),
        (filters.delta(Decimal("-0.001")), "±0"),
        (filters.day(date(2026, 11, 24)), "24 Nov 2026"),
        (filters.month(date(2026, 11, 1)), "November 2026"),
        (filters.machine(date(2026, 11, 24)), "2026-11-24"),
        (filters.words("in_scoring"), "In scoring"),
        (filters.initials("Ana María de Souza"), "AS"),
        (filters.initials("Prince"), "P"),
        (filters.initials("  "), ""),
    ],
)
def test_figures(text: str, expected: str) -> None:
    assert text == expected


def test_instant_names_its_zone_and_reads_naive_as_utc() -> None:
    moment = datetime(2026, 11, 24, 13, 2, tzinfo=UTC)
    assert filters.instant(moment, "Europe/Berlin") == f"24 Nov 2026, 14:02{NBSP}CET"
    assert filters.instant(moment.replace(tzinfo=None)) == f"24 Nov 2026, 13:02{NBSP}UTC"


@pytest.mark.parametrize("name", [each.__name__ for each in filters.FILTERS])
def test_nothing_is_shown_as_nothing(name: str) -> None:
    assert getattr(filters, name)(None) in {"–", ""}


@pytest.mark.parametrize(
    "code",
    ["no_cost", "no_benefit", "never_within_horizon", "not_unique", "no_sign_change", "out_of_range"],
)
def test_reasons_are_plain_words(code: str) -> None:
    assert "_" not in filters.reason(code)
    assert filters.reason(code) != code.replace("_", " ")


def test_locales_of_india_and_switzerland_keep_their_grouping() -> None:
    with speaking("en_IN"):
        assert filters.percent(Decimal("0.5")) == "50%"
    with speaking("de_CH"):
        assert filters.amount(1_234_567_00, "CHF") == "1’234’567"


def test_templates_get_filters_keys_and_addresses(tmp_path: object) -> None:
    app = Flask(__name__, static_folder=str(tmp_path))
    filters.register(app)
    with app.test_request_context("/"):
        page = render_template_string("{{ 696000|money('EUR') }} {{ new_key()|length }}")
    assert page == "€6,960 36"
