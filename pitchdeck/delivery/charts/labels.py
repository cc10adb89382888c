"""Money and months as the short texts of a chart, and the round values at which its axes stop."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from babel.core import Locale
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    get_currency_precision,
)

MINUS = "−"
LONG_HORIZON = 24
COMPACT_FROM = 1000
FINE_BELOW = 100


def exact_money(minor: int, currency: str, locale: str) -> str:
    """An amount to the minor unit, e.g. −€1,234.50; whole amounts drop their zeros."""
    return money_column([minor], currency, locale)[0]


def money_column(amounts: Sequence[int], currency: str, locale: str) -> list[str]:
    """Amounts to the minor unit, one below the other: without decimals only where none of them has any."""
    whole = all(minor % 10 ** get_currency_precision(currency) == 0 for minor in amounts)
    pattern = _whole(locale) if whole else None
    texts = (
        format_currency(
            abs(_major(minor, currency)), currency, locale=locale, currency_digits=not whole, format=pattern
        )
        for minor in amounts
    )
    return [MINUS + text if minor < 0 else text for minor, text in zip(amounts, texts, strict=True)]


def whole_money(minor: int, currency: str, locale: str) -> str:
    """An amount rounded to the currency's unit, e.g. €1,235."""
    units = int(_major(minor, currency).to_integral_value(ROUND_HALF_EVEN))
    return exact_money(units * 10 ** get_currency_precision(currency), currency, locale)


def short_money(minor: int, currency: str, locale: str, digits: int = 1) -> str:
    """An amount in three or so figures, e.g. €1.2M; below a thousand it is exact."""
    value = abs(_major(minor, currency))
    if value < COMPACT_FROM:
        return exact_money(minor, currency, locale)
    text = format_compact_currency(value, currency, locale=locale, fraction_digits=digits)
    return MINUS + text if minor < 0 else text


def points(value: float, locale: str) -> str:
    """A percentage or a difference of two in words of four figures at most: 12.3, 1,230, 4.5M."""
    if abs(value) >= COMPACT_FROM * 100:
        text = format_compact_decimal(abs(value), locale=locale, fraction_digits=1)
    else:
        text = format_decimal(
            abs(value), format="#,##0.#" if abs(value) < FINE_BELOW else "#,##0", locale=locale
        )
    return MINUS + text if value < 0 and text != "0" else text


def points_column(values: Sequence[float], locale: str) -> list[str]:
    """Percentages one below the other, all with one decimal or none; very large ones are as in `points`."""
    largest = max(map(abs, values), default=0)
    if largest >= COMPACT_FROM * 100:
        return [points(value, locale) for value in values]
    pattern = "#,##0.0" if largest < COMPACT_FROM else "#,##0"
    return [format_decimal(value, format=pattern, locale=locale).replace("-", MINUS) for value in values]


def tick_labels(ticks: Sequence[int], currency: str, locale: str) -> list[str]:
    """Short texts of an axis, with as many decimals as its step needs to be told truly."""
    if len(ticks) < 2:  # noqa: PLR2004  # an axis of one value has no step
        return [short_money(tick, currency, locale) for tick in ticks]
    largest = max(abs(_major(tick, currency)) for tick in ticks)
    magnitude = 1
    while largest >= magnitude * COMPACT_FROM:
        magnitude *= COMPACT_FROM
    step = _major(ticks[1] - ticks[0], currency)
    digits = next((n for n in range(3) if step * 10**n % magnitude == 0), 3)
    return [short_money(tick, currency, locale, digits) for tick in ticks]


def nice_ticks(low: int, high: int, wanted: int = 4) -> list[int]:
    """Round values (1, 2 or 5 × a power of ten, in minor units) that enclose low, high and zero."""
    low, high = min(low, 0), max(high, 0)
    if low == high:
        return [0]
    step = _nice_step(-(-(high - low) // wanted))
    first, last = low // step, -(-high // step)
    return [n * step for n in range(first, last + 1)]


def month_ticks(horizon: int, width: int = 560) -> list[int]:
    """Months that carry a label: years on a long axis, quarters or single months on a short one."""
    most = max(1, min(6, width // 55))  # more labels than that run into each other
    step = next((n for n in (12, 6, 3) if horizon >= 2 * n), 1)
    while horizon // step > most:
        step *= 2
    return list(range(0, horizon + 1, step))


def _nice_step(least: int) -> int:
    power = int("1" + "0" * (len(str(least)) - 1))
    return power * next(n for n in (1, 2, 5, 10) if n * power >= least)


def _major(minor: int, currency: str) -> Decimal:
    return Decimal(minor).scaleb(-get_currency_precision(currency))


def _whole(locale: str) -> str:
    pattern: str = Locale.parse(locale).currency_formats["standard"].pattern
    return pattern.replace(".00", "")
