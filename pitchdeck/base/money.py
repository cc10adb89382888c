"""Money as integer minor units of one currency: the only place that rounds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal

from babel.numbers import format_currency, get_currency_precision

LARGEST_MINOR = 10**15
"""No single amount may pass this: sums of a million of them still fit a signed 64-bit integer."""


def exponent(currency: str) -> int:
    """How many minor digits the currency has (EUR 2, JPY 0), after ISO 4217."""
    return int(get_currency_precision(currency))


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in minor units of one currency; amounts of two currencies never mix (ValueError)."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if isinstance(self.minor, bool) or not isinstance(self.minor, int):
            raise TypeError(f"Money takes whole minor units, not {self.minor!r}.")

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def split(self, weights: Sequence[int]) -> tuple["Money", ...]:
        """Parts in proportion to the weights that add up to the whole, to the last minor unit."""
        return tuple(Money(part, self.currency) for part in split(self.minor, weights))

    @property
    def major(self) -> Decimal:
        """The amount in the major unit, exact."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def _same(self, other: "Money") -> None:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up.")


def split(minor: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share `minor` units by whole weights with the largest remainder; ties go to the earlier weight.

    Raises ValueError when there is no positive weight or a negative one.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("A split needs weights of zero or more, one of them positive.")
    sign, whole = (-1, -minor) if minor < 0 else (1, minor)
    parts = [whole * weight // total for weight in weights]
    rests = [whole * weight % total for weight in weights]
    order = sorted(range(len(parts)), key=lambda place: (-rests[place], place))
    for place in order[: whole - sum(parts)]:
        parts[place] += 1
    return tuple(sign * part for part in parts)


def to_minor(major: Decimal, currency: str, *, up: bool = False) -> int:
    """Whole minor units of an amount in the major unit, half to even, or up to the next unit."""
    rounding = ROUND_CEILING if up else ROUND_HALF_EVEN
    return int(major.scaleb(exponent(currency)).to_integral_value(rounding))


def in_words(minor: int, currency: str) -> str:
    """An amount as a refusal names it and pages write it: €12,000 or €12,000.50, never broken."""
    whole = minor % 10 ** exponent(currency) == 0
    form = "¤#,##0" if whole else None
    text = format_currency(
        Money(minor, currency).major, currency, form, locale="en_GB", currency_digits=not whole
    )
    text = re.sub(r"(?<=[A-Z])(?=[0-9])", "\u00a0", text)
    return unbroken(text.replace("-", "\u2212"))


def unbroken(text: str) -> str:
    """Text in which no line ends between a minus and the currency's sign after it."""
    return re.sub("\u2212(?=[^0-9.,\\s\u2060])", "\u2212\u2060", text)
