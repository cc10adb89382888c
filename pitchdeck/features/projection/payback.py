"""When the money is back: simple, durable and discounted payback."""

from __future__ import annotations

from collections.abc import Sequence

from pitchdeck.features.projection.figure import Figure, running_total


def simple_payback(cost: float, benefit: float, *, periods: float) -> Figure:
    """Periods until an even stream of benefit has covered the cost: periods · C / B.

    Withheld as `no_benefit` when there is none. Source: Phillips (inverse of the BCR).
    """
    if benefit <= 0:
        return Figure.withheld("no_benefit")
    return Figure.of(periods * cost / benefit)


def payback(flows: Sequence[float]) -> Figure:
    """The index at which the cumulative flow becomes, and until the end stays, at least zero.

    Linear inside the period. `never_within_horizon` when it ends below zero, `no_benefit` when nothing flows.
    """
    if not any(flows):
        return Figure.withheld("no_benefit")
    cumulative = running_total(flows)
    below = [index for index, amount in enumerate(cumulative) if amount < 0]
    if not below:
        return Figure.of(0.0)
    last = below[-1]
    if last == len(cumulative) - 1:
        return Figure.withheld("never_within_horizon")
    return Figure.of(last + -cumulative[last] / (cumulative[last + 1] - cumulative[last]))
