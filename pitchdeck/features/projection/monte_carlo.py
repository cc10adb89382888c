"""The programme in every draw: each line's months are laid out once and scaled by what its drivers do.

The headline window, the discounting and the rule of the durable payback are those of the projection. Loads
numpy and scipy.

Products are summed by einsum, in one thread: threads of a linear algebra library cost more than such small
matrices take, and sum in another order on another machine.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pitchdeck.features.projection.costs import Charge
from pitchdeck.features.projection.draws import Draws
from pitchdeck.features.projection.figure import DUST, Figure, Reason, Vector
from pitchdeck.features.projection.headline import window_of
from pitchdeck.features.projection.inputs import Inputs
from pitchdeck.features.projection.pert import Values
from pitchdeck.features.projection.ranges import per_unit
from pitchdeck.features.projection.returns import discounted
from pitchdeck.features.projection.timeline import lay_out

POINTS = {"p10": 0.1, "p50": 0.5, "p90": 0.9}


@dataclass(frozen=True, eq=False)
class Scaled:
    """Amounts by month: a `unit` per line (lines by months), its `factors` (lines by draws), the rest."""

    unit: Values
    factors: Values
    fixed: Values

    def weighted(self, weights: Values) -> Values:
        """The sum over the months, each times its weight, in every draw."""
        by_line = (self.unit * weights).sum(axis=1)
        drawn: Values = np.einsum("l,ld->d", by_line, self.factors)
        return drawn + float((self.fixed * weights).sum())

    def less(self, other: Scaled) -> Scaled:
        """These amounts less others."""
        return Scaled(
            np.concatenate((self.unit, -other.unit)),
            np.concatenate((self.factors, other.factors)),
            self.fixed - other.fixed,
        )

    def cumulative(self) -> Values:
        """The running total, months by draws."""
        total: Values = np.einsum("lm,ld->md", np.cumsum(self.unit, axis=1), self.factors)
        total += np.cumsum(self.fixed)[:, None]
        return total

    def moved(self) -> Values:
        """The most money that can have gone into the running total, by month."""
        most = np.abs(self.factors).max(axis=1, initial=0.0)
        return np.cumsum(most @ np.abs(self.unit) + np.abs(self.fixed))


def sample(inputs: Inputs, *, draws: int, seed: int) -> tuple[dict[str, Figure], tuple[Vector, ...]]:
    """The figures of all draws, and P10, P50 and P90 of the cumulative net per index."""
    benefit, cost = _scaled(inputs, Draws(draws, seed))
    window, size = window_of(inputs), inputs.horizon + 1
    months = np.arange(size)
    spent = cost.weighted((months <= window.last).astype(float))
    gained = benefit.weighted(((months >= window.first) & (months <= window.last)).astype(float))
    net = benefit.less(cost)
    cumulative = net.cumulative()
    figures = (
        _roi(gained, spent, inputs.roi_objective_pct)
        | _points("net", gained - spent)
        | _points("npv", net.weighted(np.array(discounted([1.0] * size, inputs.rate))))
        | _payback(cumulative, benefit.moved() + cost.moved())
    )
    return figures, tuple(tuple(points) for points in _ordered(cumulative).T.tolist())


def _scaled(inputs: Inputs, draws: Draws) -> tuple[Scaled, Scaled]:
    """The benefits and the costs in every draw."""
    timeline = lay_out(replace(inputs, benefits=tuple(per_unit(line) for line in inputs.benefits)))
    size = inputs.horizon + 1
    costs = [_by_month(charges, size) for charges in timeline.charges]
    return (
        _drawn(draws.factors("benefit", inputs.benefits), timeline.benefits, size, draws.count),
        _drawn(draws.factors("cost", inputs.costs), costs, size, draws.count),
    )


def _by_month(charges: Iterable[Charge], size: int) -> Vector:
    months = [0.0] * size
    for charge in charges:
        months[charge.index] += charge.budget + charge.time
    return tuple(months)


def _drawn(factors: Mapping[int, Values], months: Sequence[Vector], size: int, count: int) -> Scaled:
    """The lines that are drawn, in rows, and the sum of those that are not."""
    laid_out = np.array(months, dtype=float).reshape(len(months), size)
    drawn = list(factors)
    fixed = np.delete(laid_out, drawn, axis=0).sum(axis=0)
    return Scaled(laid_out[drawn], np.array(list(factors.values())).reshape(len(drawn), count), fixed)


def _roi(gained: Values, spent: Values, objective: float | None) -> dict[str, Figure]:
    """ROI in percent and its chances; beyond any number where a draw gains without cost."""
    names = (*(f"roi_net_pct_{point}" for point in POINTS), "chance_roi_positive", "chance_roi_objective")
    if not spent.any():
        return dict.fromkeys(names, Figure.withheld("no_cost"))
    with np.errstate(divide="ignore", invalid="ignore"):
        returns = np.nan_to_num(100.0 * (gained - spent) / spent, nan=0.0, posinf=np.inf, neginf=-np.inf)
    return (
        _points("roi_net_pct", returns)
        | {"chance_roi_positive": _chance(gained, spent, 0.0)}
        | {
            "chance_roi_objective": Figure.withheld("no_objective")
            if objective is None
            else _chance(gained, spent, objective)
        }
    )


def _chance(gained: Values, spent: Values, objective: float) -> Figure:
    """The share of draws whose ROI exceeds the objective; what does so by rounding only does not count."""
    needed = spent * (1 + objective / 100)
    return Figure.of(float(np.mean(gained - needed > DUST * (np.abs(gained) + spent))))


def _payback(cumulative: Values, moved: Values) -> dict[str, Figure]:
    """The durable payback in months: after the last month below zero, linear inside the next; or never."""
    if not moved[-1]:
        return dict.fromkeys((f"payback_months_{point}" for point in POINTS), Figure.withheld("no_benefit"))
    end, draws = len(cumulative) - 1, np.arange(cumulative.shape[1])
    last = np.full(draws.size, -1)
    for index, running in enumerate(cumulative):
        last[running < -DUST * moved[index]] = index
    before, after = cumulative[last, draws], cumulative[np.minimum(last + 1, end), draws]
    with np.errstate(divide="ignore", invalid="ignore"):
        months = last - before / (after - before)
    months[last < 0], months[last == end] = 0.0, np.inf
    return _points("payback_months", months, "never_within_horizon")


def _points(name: str, outcomes: Values, otherwise: Reason = "out_of_range") -> dict[str, Figure]:
    return {
        f"{name}_{point}": Figure.of(value) if math.isfinite(value) else Figure.withheld(otherwise)
        for point, value in zip(POINTS, _ordered(outcomes).tolist(), strict=True)
    }


def _ordered(outcomes: Values) -> Values:
    """P10, P50 and P90 along the draws: outcomes that were drawn, never one between two of them."""
    count = outcomes.shape[-1]
    places = [math.ceil(share * count) - 1 for share in POINTS.values()]
    return np.partition(outcomes, places, axis=-1)[..., places]
