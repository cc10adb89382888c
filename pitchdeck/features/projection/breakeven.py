"""How wrong the estimate may be before the programme no longer pays: the break-even of each driver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pitchdeck.features.projection.benefits import PER_MONTH, BenefitLine
from pitchdeck.features.projection.costs import ParticipantTime
from pitchdeck.features.projection.figure import Figure, total
from pitchdeck.features.projection.headline import Window
from pitchdeck.features.projection.inputs import Inputs
from pitchdeck.features.projection.outcome import Projection
from pitchdeck.features.projection.timeline import Timeline

MINUTES_PER_HOUR = 60


def breakeven_figures(inputs: Inputs, timeline: Timeline, window: Window) -> dict[str, Figure]:
    """The share of benefit, the adoption, isolation and headcount at which the window only just pays.

    Adoption and isolation are fractions, one level for all lines in which they count; headcount is people.
    `no_benefit` when the window has none that depends on it; `out_of_range` when no possible level pays.
    """
    cost = window.until_end(timeline.cost)
    benefit = window.within(timeline.benefit)
    if benefit <= 0:
        return dict.fromkeys(
            (
                "breakeven_benefit_fraction",
                "breakeven_adoption",
                "breakeven_isolation",
                "breakeven_headcount",
            ),
            Figure.withheld("no_benefit"),
        )
    return {
        "breakeven_benefit_fraction": Figure.of(cost / benefit),
        "breakeven_adoption": _level(_fully_adopted, cost, inputs, window),
        "breakeven_isolation": _level(_all_learning, cost, inputs, window),
        "breakeven_headcount": _headcount(cost, benefit, inputs, timeline, window),
    }


def _fully_adopted(line: BenefitLine) -> BenefitLine | None:
    """The line if everyone applied it; None where an average of all already contains those who do not."""
    return replace(line, adoption=1.0) if line.applies_to == "each" else None


def _all_learning(line: BenefitLine) -> BenefitLine:
    """The line if all of the change were due to learning."""
    return replace(line, isolation=1.0)


def _level(
    at_one: Callable[[BenefitLine], BenefitLine | None], cost: float, inputs: Inputs, window: Window
) -> Figure:
    """The common level of a driver in which benefit is linear; lines it does not move count as they are."""
    moved: list[float] = []
    fixed: list[float] = []
    for line in inputs.benefits:
        raised = at_one(line)
        (fixed if raised is None else moved).append(_within(raised or line, inputs, window))
    missing, most = max(0.0, cost - total(fixed)), total(moved)
    if most <= 0:
        return Figure.withheld("no_benefit")
    if missing > most:
        return Figure.withheld("out_of_range")
    return Figure.of(missing / most)


def _within(line: BenefitLine, inputs: Inputs, window: Window) -> float:
    return total(
        [
            amount
            for index, amount in line.amounts(inputs.launch, inputs.horizon)
            if window.first <= index <= window.last
        ]
    )


def people_of(inputs: Inputs) -> float:
    """How many people learn: as stated, else the sum over the lines of participants' time."""
    if inputs.participants is not None:
        return inputs.participants
    return total([line.people for line in inputs.costs if isinstance(line, ParticipantTime)])


def _headcount(cost: float, benefit: float, inputs: Inputs, timeline: Timeline, window: Window) -> Figure:
    """Benefit and participants' time grow with each person, all other cost stays."""
    people = people_of(inputs)
    if people <= 0:
        return Figure.withheld("no_participants")
    per_person = total(
        [
            charge.budget + charge.time
            for line, charges in zip(inputs.costs, timeline.charges, strict=True)
            if isinstance(line, ParticipantTime)
            for charge in charges
            if charge.index <= window.last
        ]
    )
    if benefit <= per_person:
        return Figure.withheld("out_of_range")
    return Figure.of(people * max(0.0, cost - per_person) / (benefit - per_person))


@dataclass(frozen=True)
class BreakevenFacts:
    """The numbers of "Costs 6,960 (2,700 budget, 4,260 people's time). Pays back if each of 40 people saves
    6 minutes a week for a year": money in the major unit, minutes per person and calendar week.
    """

    cost: float
    budget_cost: float
    time_cost: float
    people: float
    months: int
    minutes_per_week: Figure


def breakeven_sentence(
    projection: Projection, *, people: float, value_per_hour: float, redeployed: float = 1.0, months: int = 12
) -> BreakevenFacts:
    """The time that each person must save per week, for `months`, to cover all cost of the horizon.

    `redeployed` is the share of freed time put to use. `no_participants` without people, `no_benefit` when
    an hour is worth nothing.
    """
    budget, time = total(projection.budget_cost), total(projection.time_cost)
    worth = people * value_per_hour * redeployed * months * PER_MONTH["week"]
    minutes = (
        Figure.ratio((budget + time) * MINUTES_PER_HOUR, worth, otherwise="no_benefit")
        if people > 0
        else Figure.withheld("no_participants")
    )
    return BreakevenFacts(budget + time, budget, time, people, months, minutes)
