"""What is asked of each fiscal year: all budget cost over the horizon, in whole minor units."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

from pitchdeck.base.money import split
from pitchdeck.features.projection.figure import MONTHS_PER_YEAR, Figure
from pitchdeck.features.projection.inputs import Inputs
from pitchdeck.features.projection.outcome import Projection
from pitchdeck.features.projection.returns import present_value

Name = TypeVar("Name", str, int)

# An excess below a thousandth of a minor unit over a whole one is a remnant of computing in floats,
# never money: 100.00000001 asks for 100.00, while 100.0001 asks for 100.01.
REMNANT = Fraction(1, 1000)
# Very large sums are known less finely than that: this many steps between neighbouring floats are rounding.
STEPS = 16


def asks_by_fiscal_year(
    projection: Projection, *, start: date, fiscal_year_start: int, minor_exponent: int = 2
) -> dict[int, int]:
    """Budget cost per fiscal year in minor units, each year rounded up; years without cost are left out.

    Index 0 is the month of `start`, the planned approval. People's time is never asked for. The total ask
    is the sum of the years.
    """
    years: defaultdict[int, list[float]] = defaultdict(list)
    for index, amount in enumerate(projection.budget_cost):
        if amount:
            years[fiscal_year_of(start, index, fiscal_year_start=fiscal_year_start)].append(amount)
    return {
        year: rounded_up(math.fsum(amounts), minor_exponent=minor_exponent)
        for year, amounts in sorted(years.items())
    }


def asks_by_category(
    inputs: Inputs, asks: Mapping[int, int], *, start: date, fiscal_year_start: int
) -> dict[tuple[int, str], int]:
    """Each year's ask cut into the categories of its lines' budget cost; the parts add up to the ask.

    By (fiscal year, category), without empty parts; a line that names no category has no part.
    """
    names = [line.category or "" for line in inputs.costs]
    found = _cut(inputs, asks, names, start, fiscal_year_start)
    return {place: amount for place, amount in found.items() if place[1]}


def asks_by_line(
    inputs: Inputs, asks: Mapping[int, int], *, start: date, fiscal_year_start: int
) -> dict[tuple[int, int], int]:
    """Each year's ask cut into its lines' budget cost, by (fiscal year, place); no empty parts."""
    return _cut(inputs, asks, range(len(inputs.costs)), start, fiscal_year_start)


def _cut(
    inputs: Inputs, asks: Mapping[int, int], names: Sequence[Name], start: date, fiscal_year_start: int
) -> dict[tuple[int, Name], int]:
    charged: defaultdict[tuple[int, Name], list[float]] = defaultdict(list)
    for line, name in zip(inputs.costs, names, strict=True):
        for charge in line.charges(inputs.horizon):
            if charge.budget and charge.index <= inputs.horizon:
                year = fiscal_year_of(start, charge.index, fiscal_year_start=fiscal_year_start)
                charged[year, name].append(charge.budget)
    found: dict[tuple[int, Name], int] = {}
    for year in sorted({year for year, _name in charged} & asks.keys()):
        places = sorted(place for place in charged if place[0] == year)
        weights = [rounded_up(math.fsum(charged[place])) for place in places]
        found |= zip(places, split(asks[year], weights), strict=True)
    return {place: amount for place, amount in found.items() if amount > 0}


def npv_per_constrained_budget(
    projection: Projection, *, start: date, fiscal_year_start: int, years: Container[int]
) -> Figure:
    """NPV per present unit of budget cost that falls into the constrained fiscal years.

    The figure `npv_per_budget` takes all years. Withheld as `no_cost` when those years are free.
    """
    scarce = tuple(
        amount if fiscal_year_of(start, index, fiscal_year_start=fiscal_year_start) in years else 0.0
        for index, amount in enumerate(projection.budget_cost)
    )
    worth = present_value(projection.net, projection.rate)
    return Figure.ratio(worth, present_value(scarce, projection.rate), otherwise="no_cost")


def fiscal_year_of(start: date, index: int, *, fiscal_year_start: int) -> int:
    """The fiscal year of the month `index` months after `start`, named by the calendar year in which it ends.

    With a start in January that is the calendar year itself; April 2026 with a start in April is 2027.
    """
    months = start.year * MONTHS_PER_YEAR + start.month - 1 + index
    return (months + (1 - fiscal_year_start) % MONTHS_PER_YEAR) // MONTHS_PER_YEAR


def rounded_up(amount: float, *, minor_exponent: int = 2) -> int:
    """The amount of the major unit in whole minor units, rounded up unless the excess is only rounding."""
    scale = int(10**minor_exponent)
    exact = Fraction(amount) * scale
    whole = math.floor(exact)
    tolerated = max(REMNANT, Fraction(math.ulp(amount)) * scale * STEPS)
    return whole if exact - whole <= tolerated else whole + 1
