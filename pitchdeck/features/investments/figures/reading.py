"""From a measured value to money, in steps that a sponsor can check by hand."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from pitchdeck.base.money import in_words

_ONES = ("second", "minute", "hour", "day", "week", "month", "point", "call", "case", "error")
ONE_OF = {f"{one}s": one for one in _ONES}
"""Units of measure in the plural, and one of each; a word that is not here is left as it was entered."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: the average over `months` months, against the measure's baseline.

    `unit_minor` is the worth of one unit a month in minor units; isolation and confidence are fractions.
    """

    baseline: Decimal
    target: Decimal
    value: Decimal
    months: int
    unit_minor: int
    isolation: Decimal
    confidence: Decimal


def improvement(baseline: Decimal, target: Decimal, value: Decimal) -> Decimal:
    """How far the value moved from the baseline in the good direction; negative when it got worse."""
    return value - baseline if target > baseline else baseline - value


def moved_by(baseline: float, target: float, value: float) -> float:
    """The improvement as a share of the baseline, which must not be 0; no money is in it."""
    start, aim, now = (Decimal(repr(float(each))) for each in (baseline, target, value))
    return float(improvement(start, aim, now) / abs(start))


def benefit_of(measured: Measured) -> int:
    """Improvement · worth of a unit a month · months · isolation · confidence, in whole minor units.

    Rounded half to even. Source: Phillips ROI Methodology (isolated and confidence-adjusted benefit).
    """
    better = improvement(measured.baseline, measured.target, measured.value)
    worth = better * measured.unit_minor * measured.months * measured.isolation * measured.confidence
    return int(worth.to_integral_value(ROUND_HALF_EVEN))


def derivation_of(measured: Measured, *, unit: str, currency: str) -> str:
    """The same calculation in one sentence, with every factor named."""
    better = improvement(measured.baseline, measured.target, measured.value)
    worth, amount = (in_words(each, currency) for each in (measured.unit_minor, benefit_of(measured)))
    span = "1 month" if measured.months == 1 else f"{measured.months} months"
    direction = "better" if better >= 0 else "worse"
    return (
        f"{_counted(abs(better), unit)} {direction} than {_plain(measured.baseline)}"
        f" × {worth} a unit and month × {span}"
        f" × {_plain(measured.isolation * 100)} % learning's share"
        f" × {_plain(measured.confidence * 100)} % confidence = {amount}"
    )


def _counted(value: Decimal, unit: str) -> str:
    """A number with its unit, which is one where the number is: 1 hour per agent, 2 hours per agent."""
    first, gap, rest = unit.partition(" ")
    one = ONE_OF.get(first, first) if value == 1 else first
    return f"{_plain(value)} {one}{gap}{rest}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize() + 0:,f}"
