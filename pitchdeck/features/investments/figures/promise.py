"""The frozen plan of an investment: its month vectors, the rates of people's time, the worth of a unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pitchdeck.base.money import to_minor
from pitchdeck.features.projection import Projection, projection_as_frozen, thaw
from pitchdeck.features.projection.benefits import PER_MONTH

PLANS_KEPT = 512


@dataclass(frozen=True, slots=True)
class TeamRate:
    """What an hour of a team's time costs in the plan, in the major unit: cost of time over its hours."""

    team: str
    hourly: float


@dataclass(frozen=True, slots=True)
class UnitWorth:
    """What one unit of a measure is worth a month by the plan's benefit lines, per plan month asked for."""

    monthly: float


@dataclass(frozen=True, slots=True)
class Promise:
    """The plan per month index in the major unit, as frozen; index 0 is the planned approval's month."""

    budget: tuple[float, ...]
    time: tuple[float, ...]
    benefit: tuple[float, ...]
    launch: int
    window_first: int
    window_last: int
    rates: tuple[TeamRate, ...]

    @property
    def cost(self) -> tuple[float, ...]:
        """Fully loaded cost per index."""
        return tuple(budget + time for budget, time in zip(self.budget, self.time, strict=True))


@lru_cache(maxsize=PLANS_KEPT)
def promise_of(inputs_json: str, figures_json: str) -> Promise:
    """The plan as a revision froze it; InputError or ValueError when the text is not one."""
    inputs = thaw(inputs_json)
    projection = projection_as_frozen(inputs_json, figures_json)
    return Promise(
        budget=projection.budget_cost,
        time=projection.time_cost,
        benefit=projection.benefit,
        launch=inputs.launch,
        window_first=projection.window.first,
        window_last=projection.window.last,
        rates=_rates(projection),
    )


def _rates(projection: Projection) -> tuple[TeamRate, ...]:
    cost: dict[str, float] = {}
    hours: dict[str, float] = {}
    for each in projection.lines.costs:
        team = each.line.team
        if team is not None and each.hours > 0 and each.time > 0:
            cost[team] = cost.get(team, 0.0) + each.time
            hours[team] = hours.get(team, 0.0) + each.hours
    return tuple(TeamRate(team, cost[team] / hours[team]) for team in sorted(cost))


def unit_worth(inputs_json: str, lines: Iterable[int], *, month: int) -> UnitWorth | None:
    """What one unit of improvement, averaged over everybody, is worth a month by these benefit lines.

    Source: the terms of projection.md without what a reading measures itself (the change, who applies it,
    ramp and decay) and without isolation and confidence, which a reading states anew. None when a line
    counts once or in effect sizes, so that the worth must be stated instead. `lines` are positions from 0.
    """
    inputs = thaw(inputs_json)
    chosen = [inputs.benefits[place] for place in sorted(set(lines)) if place < len(inputs.benefits)]
    if not chosen or any(line.per == "once" or line.kind == "utility" for line in chosen):
        return None
    worth = sum(
        line.units
        * line.value
        * PER_MONTH[line.per]
        * (1.0 if line.margin is None else line.margin)
        * (1.0 if line.redeployed is None else line.redeployed)
        * (1 - line.attrition) ** (max(0, month - line.first_month(inputs.launch)) / 12)
        for line in chosen
    )
    return UnitWorth(worth) if worth > 0 else None


def minor_of(amount: float, currency: str) -> int:
    """An amount of the plan in whole minor units, half to even."""
    return to_minor(Decimal(repr(amount)), currency)
