"""The three points of a driver: its one-in-ten bad, its likely and its one-in-ten good value.

The likely value is the line's own term; that of a cost line is its whole amount, given as factors of 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pitchdeck.features.projection.benefits import BenefitLine
from pitchdeck.features.projection.costs import CostLine
from pitchdeck.features.projection.inputs import Inputs

Line = CostLine | BenefitLine
DRIVERS: Mapping[str, str] = {
    "adoption": "Adoption",
    "delta": "Improvement",
    "isolation": "Learning's share",
    "overrun": "Cost",
}
OF_BENEFITS = ("adoption", "delta", "isolation")
# What a driver may be at all: no less than nobody and no more than everyone. An improvement has no limit.
LIMITS: Mapping[str, tuple[float, float]] = {
    "adoption": (0.0, 1.0),
    "delta": (-math.inf, math.inf),
    "isolation": (0.0, 1.0),
    "overrun": (0.0, math.inf),
}


@dataclass(frozen=True, slots=True)
class ThreePoints:
    """A driver's range in rising order, whichever end is the bad one: P10, mode and P90."""

    low: float
    likely: float
    high: float


def ranges_of(line: Line) -> dict[str, ThreePoints]:
    """The drivers of a line that are given as a range, by name."""
    return {
        name: ThreePoints(min(bad, good), likely, max(bad, good))
        for name, likely, (bad, good) in _given(line)
    }


def at_points(line: Line, of: Callable[[str, ThreePoints], float]) -> float:
    """The product of the line's ranged drivers, each at the value that `of` gives; 1 without ranges."""
    return math.prod(of(name, points) for name, points in ranges_of(line).items())


def per_unit(line: BenefitLine) -> BenefitLine:
    """The line with 1 for every driver that has a range, and without confidence, a haircut, then.

    Times the product of those drivers it is the line again, whatever their likely values, even 0.
    """
    drivers: dict[str, Any] = dict.fromkeys(ranges_of(line), 1.0)
    return replace(line, confidence=1.0, **drivers) if drivers else line


def ranged_drivers(inputs: Inputs) -> set[str]:
    """The kinds of driver that some line gives as a range."""
    lines: tuple[Line, ...] = (*inputs.costs, *inputs.benefits)
    return {name for line in lines for name in ranges_of(line)}


def has_ranges(inputs: Inputs) -> bool:
    """Whether anything is given as a range; without one there is nothing to simulate."""
    return bool(ranged_drivers(inputs))


def _given(line: Line) -> Iterator[tuple[str, float, tuple[float, float]]]:
    if isinstance(line, CostLine):
        if line.overrun_range is not None:
            yield "overrun", 1.0, line.overrun_range
        return
    for name in OF_BENEFITS:
        given = getattr(line, f"{name}_range")
        if given is not None:
            yield name, getattr(line, name), given
