"""The months of a projection: what every line costs and brings at each index 0 … horizon."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pitchdeck.features.projection.benefits import REALISATIONS
from pitchdeck.features.projection.costs import TEAMS, Charge
from pitchdeck.features.projection.figure import DUST, Vector
from pitchdeck.features.projection.inputs import Inputs


@dataclass(frozen=True)
class Timeline:
    """Month vectors over index 0 … horizon; money in the major unit, hours as hours."""

    budget_cost: Vector
    time_cost: Vector
    benefit_by_realisation: Mapping[str, Vector]
    hours_by_team: Mapping[str, Vector]
    charges: tuple[tuple[Charge, ...], ...]
    benefits: tuple[Vector, ...]

    @property
    def cost(self) -> Vector:
        """Fully loaded cost: budget cost and people's time."""
        return added(self.budget_cost, self.time_cost)

    @property
    def benefit(self) -> Vector:
        """All benefits, however they are realised."""
        return added(*self.benefit_by_realisation.values())

    @property
    def cashable_benefit(self) -> Vector:
        """Benefits that a named budget or margin shows."""
        return self.benefit_by_realisation["cashable"]


def lay_out(inputs: Inputs) -> Timeline:
    """Every line laid out by month; what falls after the horizon is outside the projection."""
    size = inputs.horizon + 1
    charges = tuple(
        tuple(charge for charge in line.charges(inputs.horizon) if charge.index < size)
        for line in inputs.costs
    )
    flat = [charge for line in charges for charge in line]
    benefits = tuple(_by_month(line.amounts(inputs.launch, inputs.horizon), size) for line in inputs.benefits)
    return Timeline(
        budget_cost=_by_month(((charge.index, charge.budget) for charge in flat), size),
        time_cost=_by_month(((charge.index, charge.time) for charge in flat), size),
        benefit_by_realisation={
            realisation: added(
                *(
                    vector
                    for line, vector in zip(inputs.benefits, benefits, strict=True)
                    if line.realisation == realisation
                ),
                size=size,
            )
            for realisation in REALISATIONS
        },
        hours_by_team={
            team: _by_month(
                (
                    (charge.index, charge.hours)
                    for line, own in zip(inputs.costs, charges, strict=True)
                    if line.team == team
                    for charge in own
                ),
                size,
            )
            for team in TEAMS
        },
        charges=charges,
        benefits=benefits,
    )


def _by_month(amounts: Iterable[tuple[int, float]], size: int) -> Vector:
    months: list[list[float]] = [[] for _ in range(size)]
    for index, amount in amounts:
        months[index].append(amount)
    return tuple(math.fsum(month) for month in months)


def added(*vectors: Vector, size: int = 0) -> Vector:
    """The vectors added month by month; `size` zeros when there is none."""
    if not vectors:
        return (0.0,) * size
    return tuple(math.fsum(month) for month in zip(*vectors, strict=True))


def less(benefit: Vector, cost: Vector) -> Vector:
    """Benefit less cost per month; a difference that is only rounding is zero."""
    return tuple(
        0.0 if math.isclose(gained, spent, rel_tol=DUST, abs_tol=0.0) else gained - spent
        for gained, spent in zip(benefit, cost, strict=True)
    )
