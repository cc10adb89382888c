"""The headline: the first window of benefits, undiscounted, against all cost up to its end."""

from __future__ import annotations

from dataclasses import dataclass

from pitchdeck.features.projection.figure import Figure, Vector, roi_net, total
from pitchdeck.features.projection.inputs import Inputs
from pitchdeck.features.projection.timeline import Timeline


@dataclass(frozen=True)
class Window:
    """The indices of the headline, first to last; `partial` when the horizon cuts it short."""

    first: int
    last: int
    partial: bool

    def within(self, vector: Vector) -> float:
        """What falls inside the window."""
        return total(vector[self.first : self.last + 1])

    def until_end(self, vector: Vector) -> float:
        """What falls up to the end of the window, from index 0."""
        return total(vector[: self.last + 1])


def window_of(inputs: Inputs) -> Window:
    """The headline window: from the first benefit's index (its month + 1) for `headline_months` indices.

    Without a benefit line it starts where one of the launch month would.
    """
    starts = [line.first_month(inputs.launch) for line in inputs.benefits]
    first = min(starts, default=inputs.launch) + 1
    last = first + inputs.headline_months - 1
    return Window(first, min(last, inputs.horizon), partial=last > inputs.horizon)


def headline_figures(timeline: Timeline, window: Window) -> dict[str, Figure]:
    """Cost, benefit, net, BCR and ROI of the window, and the same of what is cashable against budget cost.

    Money in the major unit, ROI in percent. Source: Phillips ROI Methodology (first-year headline).
    """
    cost = window.until_end(timeline.cost)
    benefit = window.within(timeline.benefit)
    budget = window.until_end(timeline.budget_cost)
    cashable = window.within(timeline.cashable_benefit)
    by_realisation = {
        f"{realisation}_benefit": Figure.of(window.within(vector))
        for realisation, vector in timeline.benefit_by_realisation.items()
    }
    return {
        "headline_cost": Figure.of(cost),
        "headline_budget_cost": Figure.of(budget),
        "headline_time_cost": Figure.of(window.until_end(timeline.time_cost)),
        "headline_benefit": Figure.of(benefit),
        **by_realisation,
        "net": Figure.of(benefit - cost),
        "bcr": Figure.ratio(benefit, cost, otherwise="no_cost"),
        "roi_net_pct": roi_net(benefit, cost),
        "cashable_roi_net_pct": roi_net(cashable, budget),
    }


def benefit_split(timeline: Timeline, window: Window) -> dict[str, Figure]:
    """The shares of the headline benefit that are cashable, avoided and capacity; they add up to 1.

    Withheld as `no_benefit` when the window holds none, or a disbenefit outweighs it.
    """
    benefit = window.within(timeline.benefit)
    return {
        realisation: Figure.ratio(window.within(vector), max(0.0, benefit), otherwise="no_benefit")
        for realisation, vector in timeline.benefit_by_realisation.items()
    }
