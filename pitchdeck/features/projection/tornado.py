"""Which driver the return depends on most: each in turn at its P10 and its P90, the others as is likely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pitchdeck.features.projection.figure import Figure, roi_net, total
from pitchdeck.features.projection.headline import window_of
from pitchdeck.features.projection.inputs import Inputs
from pitchdeck.features.projection.ranges import (
    DRIVERS,
    Line,
    ThreePoints,
    at_points,
    per_unit,
    ranged_drivers,
)
from pitchdeck.features.projection.timeline import lay_out


@dataclass(frozen=True)
class Swing:
    """What one kind of driver does to the headline ROI, in percent points, and to the net, in money.

    `low` and `high` are the worse and the better ROI of its two ends; they and `swing` are None without cost.
    """

    driver: str
    label: str
    low: float | None
    high: float | None
    swing: float | None
    net_low: float
    net_high: float
    net_swing: float


def tornado(inputs: Inputs) -> tuple[Swing, ...]:
    """One swing for each kind of driver that is given as a range, the widest first.

    As in the simulation, confidence is left out on lines that have ranges.
    """
    benefits, costs = _headline_by_line(inputs)

    def outcome(driver: str, *, high: bool) -> tuple[float, float]:
        def value(name: str, points: ThreePoints) -> float:
            if name != driver:
                return points.likely
            return points.high if high else points.low

        return _scaled(inputs.benefits, benefits, value), _scaled(inputs.costs, costs, value)

    given = ranged_drivers(inputs)
    swings = [
        _swing(driver, outcome(driver, high=False), outcome(driver, high=True))
        for driver in DRIVERS
        if driver in given
    ]
    return tuple(sorted(swings, key=lambda one: (-(one.swing or 0.0), -one.net_swing)))


def likely_roi(inputs: Inputs) -> Figure:
    """The headline ROI from which the swings start, in percent: every driver likely, confidence as there."""
    benefits, costs = _headline_by_line(inputs)
    return roi_net(_scaled(inputs.benefits, benefits, _likely), _scaled(inputs.costs, costs, _likely))


def _likely(_driver: str, points: ThreePoints) -> float:
    return points.likely


def _headline_by_line(inputs: Inputs) -> tuple[list[float], list[float]]:
    """What each line adds to benefit and cost of the headline window, ranged drivers counted as 1."""
    window = window_of(inputs)
    timeline = lay_out(replace(inputs, benefits=tuple(per_unit(line) for line in inputs.benefits)))
    costs = [
        total([charge.budget + charge.time for charge in charges if charge.index <= window.last])
        for charges in timeline.charges
    ]
    return [window.within(vector) for vector in timeline.benefits], costs


def _scaled(
    lines: Sequence[Line], amounts: Sequence[float], value: Callable[[str, ThreePoints], float]
) -> float:
    return total([at_points(line, value) * amount for line, amount in zip(lines, amounts, strict=True)])


def _swing(driver: str, *ends: tuple[float, float]) -> Swing:
    nets = sorted(benefit - cost for benefit, cost in ends)
    returns = [figure.value for benefit, cost in ends if (figure := roi_net(benefit, cost)).value is not None]
    low, high = (min(returns), max(returns)) if len(returns) == len(ends) else (None, None)
    return Swing(
        driver=driver,
        label=DRIVERS[driver],
        low=low,
        high=high,
        swing=None if low is None or high is None else high - low,
        net_low=nets[0],
        net_high=nets[1],
        net_swing=nets[1] - nets[0],
    )
