"""What the ranges of a draft's lines make of its figures, in words: eight cases in ten, and two chances."""

from collections.abc import Mapping
from dataclasses import dataclass

from pitchdeck.delivery.web import filters
from pitchdeck.features.projection import Figure, Projection, Simulation, chance_in_words


@dataclass(frozen=True, slots=True)
class Chances:
    """The spans of eight cases in ten for the strip, and the sentences under it."""

    roi: str
    payback: str
    sentences: tuple[str, ...]


def chances_of(simulation: Simulation | None) -> Chances | None:
    """The words for a simulated draft; None where no line has a range."""
    if simulation is None:
        return None
    figures = simulation.figures
    ends = [_value(figures, f"roi_net_pct_{point}") for point in ("p10", "p50", "p90")]
    bad, middle, good = (filters.percentage(end) for end in ends)
    sentences = []
    if None not in ends:
        sentences.append(
            f"With the ranges: one in ten times ROI is below {bad}, half of the times below {middle}, "
            f"one in ten times above {good}."
        )
    positive, objective = (_value(figures, f"chance_roi_{name}") for name in ("positive", "objective"))
    if positive is not None:
        above = f"; above the objective: {chance_in_words(objective)}" if objective is not None else ""
        sentences.append(f"A return above zero: {chance_in_words(positive)}{above}.")
    roi = f"8 in 10: {bad} to {good}" if None not in ends else ""
    return Chances(roi, _payback(figures), tuple(sentences))


def _payback(figures: Mapping[str, Figure]) -> str:
    """Early and late payback; a late one that never comes is said so."""
    early, late = (_value(figures, f"payback_months_{point}") for point in ("p10", "p90"))
    if early is None:
        return ""
    until = f"{filters.number(late, 1)} months" if late is not None else "never"
    return f"8 in 10: {filters.number(early, 1)} to {until}"


def _value(figures: Mapping[str, Figure], name: str) -> float | None:
    return figures[name].value if name in figures else None


def share_needed(projection: Projection, months: int) -> str:
    """The break-even sentence of a pitch without ranges; empty where there is nothing to compare."""
    share = projection.figures["breakeven_benefit_fraction"].value
    if share is None:
        return ""
    told = filters.percent(share)
    span = "in the first year" if months == filters.MONTHS_PER_YEAR else filters.window(months)
    if share > 1:
        return f"It does not pay back {span}: it would need {told} of the benefit."
    return f"It pays back {span} even if only {told} of the benefit appears."
