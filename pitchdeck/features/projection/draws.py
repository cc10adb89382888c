"""The draws of a simulation: one level per draw and kind of driver, spread evenly over all that may happen.

Latin hypercube sampling (McKay, Beckman & Conover 1979): of n draws each n-th of what a driver may be is
drawn once, in random order, so that P10 and P90 of a driver are met without luck. Loads numpy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pitchdeck.features.projection.pert import Levels, Values, fitted, levels_of
from pitchdeck.features.projection.ranges import DRIVERS, LIMITS, Line, ThreePoints, ranges_of

KINDS = ("benefit", "cost")


class Draws:
    """All draws of one simulation; lines share those of their driver's kind unless they are independent."""

    def __init__(self, count: int, seed: int) -> None:
        self.count = count
        self._seed = seed
        self._shared: dict[str, Levels] = {}

    def factors(self, kind: str, lines: Sequence[Line]) -> dict[int, Values]:
        """The product of the ranged drivers in every draw, by the place of each line that has any."""
        return {
            place: self._product(points, (KINDS.index(kind), place) if line.independent else ())
            for place, line in enumerate(lines)
            if (points := ranges_of(line))
        }

    def _product(self, drivers: Mapping[str, ThreePoints], alone: tuple[int, ...]) -> Values:
        product = np.ones(self.count)
        for driver, points in drivers.items():
            product *= np.clip(fitted(points).at(self._levels(driver, alone)), *LIMITS[driver])
        return product

    def _levels(self, driver: str, alone: tuple[int, ...]) -> Levels:
        if alone:
            return self._shuffled(driver, alone)
        if driver not in self._shared:
            self._shared[driver] = self._shuffled(driver, ())
        return self._shared[driver]

    def _shuffled(self, driver: str, alone: tuple[int, ...]) -> Levels:
        return _even(self.count).taken(
            shuffled(self.count, self._seed, (list(DRIVERS).index(driver), *alone))
        )


@lru_cache(maxsize=64)
def shuffled(count: int, seed: int, stream: tuple[int, ...]) -> NDArray[np.intp]:
    """A random order of `count` things: ranks of raw PCG64 numbers, a stream that numpy promises to keep."""
    source = np.random.PCG64(np.random.SeedSequence(seed, spawn_key=stream))
    order = np.argsort(source.random_raw(count), kind="stable")
    order.setflags(write=False)  # kept for the next keystroke of a draft, whose seed never changes
    return order


@lru_cache(maxsize=4)
def _even(count: int) -> Levels:
    """The middle of every n-th of the way from 0 to 1."""
    return levels_of((np.arange(count) + 0.5) / count)
