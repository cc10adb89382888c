"""From a measured value to money, in steps that a sponsor can check by hand."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from pitchdeck.base.money import exponent


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
    digits = exponent(currency)
    worth = Decimal(measured.unit_minor).scaleb(-digits)
    amount = Decimal(benefit_of(measured)).scaleb(-digits)
    span = "1 month" if measured.months == 1 else f"{measured.months} months"
    direction = "better" if better >= 0 else "worse"
    return (
        f"{_plain(abs(better))} {unit} {direction} than {_plain(measured.baseline)}"
        f" × {worth:,.{digits}f} {currency} a unit and month × {span}"
        f" × {_plain(measured.isolation * 100)} % learning's share"
        f" × {_plain(measured.confidence * 100)} % confidence = {amount:,.{digits}f} {currency}"
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize() + 0:,f}"
