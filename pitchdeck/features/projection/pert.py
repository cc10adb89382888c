"""The PERT-beta through three points: the likely value is its mode, the bad and the good its P10 and P90.

Source: Malcolm, Roseboom, Clark & Fazar 1959 (weight 4 on the mode), Vose 2008 (the beta of four parameters).
Loads numpy and scipy: import it where a simulation is asked for, never when the program starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import betainc, betaincinv

from pitchdeck.features.projection.ranges import ThreePoints

WEIGHT = 4.0
LOW, HIGH = 0.1, 0.9
# The inverse is tabulated at this many steps and linear between them, exact to 2e-5 of the width, but for the
# last hundredth of the most skewed (3e-4): a hundredth of what 10,000 draws can tell.
STEPS = 256
STEADY = (1 + WEIGHT / 2, 1 + WEIGHT / 2)
TIGHT = 1e-15

Values = NDArray[np.float64]


def quantile(mode: float, level: Any) -> Any:
    """The inverse of the beta between 0 and 1 whose mode is given, with the PERT's weight."""
    return betaincinv(1 + WEIGHT * mode, 1 + WEIGHT * (1 - mode), level)


@lru_cache(maxsize=1)
def most_skewed() -> float:
    """The least mode whose P10 is not above it: there bad and likely coincide. The largest mirrors it."""
    return float(brentq(lambda mode: quantile(mode, LOW) - mode, 0.001, 0.5, xtol=TIGHT))


@dataclass(frozen=True, slots=True)
class Pert:
    """The fitted distribution: its least value, its width and where in it the mode lies, from 0 to 1."""

    least: float
    width: float
    mode: float

    def at(self, levels: Levels) -> Values:
        """The values that the levels cut off."""
        table = _tabulated(self.mode)
        return self.least + self.width * (
            table[levels.below] * (1 - levels.part) + table[levels.below + 1] * levels.part
        )


@lru_cache(maxsize=1024)
def fitted(points: ThreePoints) -> Pert:
    """The PERT-beta whose P10, mode and P90 are the three points; a single value when they are one.

    The shape follows from how the mode divides the range between P10 and P90; there is always exactly one.
    """
    spread = points.high - points.low
    if spread == 0:
        return Pert(points.likely, 0.0, 0.5)
    share = (points.likely - points.low) / spread
    end = most_skewed()

    def beside(mode: float) -> float:
        low, high = quantile(mode, (LOW, HIGH))
        return float((mode - low) - share * (high - low))

    if beside(end) >= 0:
        mode = end
    elif beside(1 - end) <= 0:
        mode = 1 - end
    else:
        mode = float(brentq(beside, end, 1 - end, xtol=TIGHT))
    low, high = quantile(mode, (LOW, HIGH))
    width = spread / float(high - low)
    return Pert(points.likely - mode * width, width, mode)


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """Levels between 0 and 1 and where each of them lies in the table."""

    below: NDArray[np.intp]
    part: Values

    def taken(self, order: NDArray[np.intp]) -> Levels:
        """The same levels in another order."""
        return Levels(self.below[order], self.part[order])


def levels_of(levels: Values) -> Levels:
    """Levels made ready for reading any fitted distribution."""
    places = betaincinv(*STEADY, levels) * STEPS
    below = np.minimum(places.astype(np.intp), STEPS - 1)
    return Levels(below, places - below)


@lru_cache(maxsize=1)
def _steps() -> Values:
    """The levels at which the symmetric PERT takes equal steps, so that any other takes nearly equal ones."""
    steps: Values = betainc(*STEADY, np.linspace(0.0, 1.0, STEPS + 1))
    return steps


@lru_cache(maxsize=256)
def _tabulated(mode: float) -> Values:
    table: Values = quantile(mode, _steps())
    table.setflags(write=False)
    return table
