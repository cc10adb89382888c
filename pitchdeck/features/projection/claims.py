"""How much of a measure's way from baseline to target a pitch claims for learning."""

from __future__ import annotations

from collections.abc import Iterable

from pitchdeck.features.projection.figure import Figure, total


def claimed_change(*, delta: float, isolation: float, adoption: float) -> float:
    """Learning's part of the steady-state change, in the measure's own unit: delta · isolation · adoption."""
    return delta * isolation * adoption


def claim_share(*, delta: float, isolation: float, adoption: float, baseline: float, target: float) -> Figure:
    """The claimed change as a fraction of the gap between baseline and target.

    `delta` is positive when better, whatever the measure's direction, so the gap counts without its sign.
    `no_gap` when baseline and target are the same.
    """
    change = claimed_change(delta=delta, isolation=isolation, adoption=adoption)
    return Figure.ratio(change, abs(target - baseline), otherwise="no_gap")


def claims_total(shares: Iterable[Figure]) -> Figure:
    """The sum of all open claims on one measure; a claim that cannot be stated withholds the sum."""
    stated: list[float] = []
    for claim in shares:
        if claim.value is None:
            return claim
        stated.append(claim.value)
    return Figure.of(total(stated))
