"""A figure is a number or the reason why there is none; it is never NaN, infinite or an exception."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, Self

Reason = Literal[
    "no_cost",
    "no_benefit",
    "no_participants",
    "no_plan_to_date",
    "no_gap",
    "no_objective",
    "never_within_horizon",
    "not_unique",
    "no_sign_change",
    "out_of_range",
]
Vector = tuple[float, ...]

MONTHS_PER_YEAR = 12

# Sums of a few hundred floats are exact to about 1e-14 of what was added. What is smaller than this share
# of it is rounding, not money, and must not count as a change of sign or keep a payback from being reached.
DUST = 1e-12


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric: its value, or the reason why it is withheld. Exactly one of the two is given."""

    value: float | None
    reason: Reason | None = None

    @classmethod
    def of(cls, value: float) -> Self:
        """The figure of a computed number; `out_of_range` when it left what a float can hold."""
        if not math.isfinite(value):
            return cls(None, "out_of_range")
        return cls(value + 0.0)  # minus zero becomes zero

    @classmethod
    def withheld(cls, reason: Reason) -> Self:
        """The figure that cannot be stated, and why."""
        return cls(None, reason)

    @classmethod
    def ratio(cls, above: float, below: float, *, otherwise: Reason) -> Self:
        """The quotient of two amounts, or `otherwise` when there is nothing to divide by."""
        return cls.withheld(otherwise) if below == 0 else cls.of(above / below)

    def times(self, factor: float) -> Figure:
        """The figure scaled by a number; a withheld one stays withheld for its own reason."""
        return self if self.value is None else Figure.of(self.value * factor)

    def minus(self, amount: float) -> Figure:
        """The figure less a number; a withheld one stays withheld for its own reason."""
        return self if self.value is None else Figure.of(self.value - amount)


def roi_net(benefit: float, cost: float) -> Figure:
    """Net return on investment, 100·(B-C)/C in percent, so that ROI = 100·(BCR-1).

    Source: Phillips ROI Methodology. Withheld as `no_cost` when nothing is spent.
    """
    return Figure.ratio(100.0 * (benefit - cost), cost, otherwise="no_cost")


def total(amounts: Sequence[float]) -> float:
    """The sum of the amounts, rounded once."""
    return math.fsum(amounts)


def running_total(flows: Sequence[float]) -> Vector:
    """The cumulative flow per index, with rounding dust around zero removed."""
    gross = accumulate(abs(flow) for flow in flows)
    return tuple(
        0.0 if abs(cumulative) <= DUST * moved else cumulative
        for cumulative, moved in zip(accumulate(flows), gross, strict=True)
    )
