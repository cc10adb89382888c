"""Which values of a pitch are its own where finance, or a published figure, has a standard."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pitchdeck.base.money import in_words
from pitchdeck.features.pitches.figures.content import BenefitRow, Content, CostRow, Settings
from pitchdeck.features.pitches.figures.templates import RATIOS
from pitchdeck.features.projection import Check

NEAR = 1e-9
RATE_OF = {"participant_time": ("wage", "participant"), "development": ("rate", "development")}
"""The term of a line of cost that is a rate, and the purpose of the standard rates it is held against."""


@dataclass(frozen=True, slots=True)
class Own:
    """A value that is the pitch's own: on which line, what it is, what it says, what the standard says."""

    line: str
    what: str
    value: str
    standard: str

    @property
    def sentence(self) -> str:
        """The value beside the standard."""
        return f"{self.line}: {self.what} {self.value}, standard {self.standard}"


def own_values(content: Content, settings: Settings, measure_value: int | None = None) -> tuple[Own, ...]:
    """The own values of a pitch, line by line; a line without a standard has none.

    `measure_value` is the money per unit of its measure that finance accepted, in minor units.
    """
    costs = (each for line in content.costs for each in _of_cost(line, settings))
    benefits = (
        each
        for line in content.benefits
        for each in _of_benefit(
            line, settings, measure_value if line.measure_id == content.measure_id else None
        )
    )
    return (*costs, *benefits)


def own_check(content: Content, settings: Settings, measure_value: int | None = None) -> Check:
    """One check that names the own values, so that whoever reads the pitch sees them."""
    found = own_values(content, settings, measure_value)
    if not found:
        return Check("pass", "own_values", "Rates and defaults are finance's or published ones.")
    named = "; ".join(one.sentence for one in found)
    return Check("warn", "own_values", f"Own values, each of which needs its source: {named}.")


def _of_cost(line: CostRow, settings: Settings) -> Iterator[Own]:
    term, purpose = RATE_OF.get(line.kind, ("", ""))
    rates, rate = settings.rates.get(purpose, ()), line.terms.get(term)
    if rates and rate is not None:
        minor = round(float(rate) * (1 + float(line.terms.get("burden", 0))) * 10**settings.exponent)
        if minor not in rates:
            known = " or ".join(in_words(each, settings.currency) for each in rates)
            yield Own(line.label, "an hour at", in_words(minor, settings.currency), known)
    if line.kind == "development" and line.terms.get("ratio") is not None:
        yield from _of_ratio(line, settings)


def _of_ratio(line: CostRow, settings: Settings) -> Iterator[Own]:
    known = [settings.default(f"ratio_{name}") or float(hours) for name, (_label, hours) in RATIOS.items()]
    ratio = float(line.terms["ratio"])
    if not any(abs(ratio - each) < NEAR for each in known):
        spread = f"{min(known):g} to {max(known):g}"
        yield Own(line.label, "hours of work per finished hour", f"{ratio:g}", spread)


def _of_benefit(line: BenefitRow, settings: Settings, measure_value: int | None) -> Iterator[Own]:
    terms = line.terms
    if terms.get("applies_to", "each") == "each":
        yield from _share(
            line.label, "people who apply it", terms.get("adoption"), settings.default("adoption")
        )
    basis = terms.get("basis")
    if basis:
        yield from _share(
            line.label, "sure to", terms.get("confidence"), settings.default(f"confidence_{basis}")
        )
    value = terms.get("value")
    if value is not None and measure_value is not None:
        minor = round(float(value) * 10**settings.exponent)
        if minor != measure_value:
            said, known = (in_words(each, settings.currency) for each in (minor, measure_value))
            yield Own(line.label, "one is worth", said, known)


def _share(line: str, what: str, value: Any, standard: float | None) -> Iterator[Own]:
    if value is not None and standard is not None and abs(float(value) - standard) > NEAR:
        yield Own(line, what, _pct(value), _pct(standard))


def _pct(share: float) -> str:
    return f"{float(share) * 100:.4g}%"
