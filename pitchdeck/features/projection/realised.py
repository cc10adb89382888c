"""Plan against actual: what was spent and measured so far, and where it is heading.

Indices are those of the plan's month vectors; money is in the major unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pitchdeck.features.projection.figure import DUST, Figure, Vector, roi_net, total

Rag = Literal["green", "amber", "red", "grey"]


@dataclass(frozen=True)
class Plan:
    """The approved plan per index, up to the end of the headline window."""

    cost: Vector
    benefit: Vector


@dataclass(frozen=True)
class Actuals:
    """What really happened per index, from 0 on.

    `cost` covers the months elapsed. `benefit` holds what was measured in the periods whose reading is due;
    None is a due reading that is missing: it adds nothing and counts in no ratio (after its reminders ran out
    the caller passes 0). `saving` is what a person recorded as saved, with a reason; without it, unspent
    money counts as late, not as saved.
    """

    cost: Vector
    benefit: tuple[float | None, ...]
    open_contracts: float = 0.0
    saving: float = 0.0


@dataclass(frozen=True)
class Tolerances:
    """Fixed at approval, as fractions of plan: benefit at least, cost at most."""

    benefit_green: float = 0.95
    benefit_amber: float = 0.80
    cost_green: float = 1.00
    cost_amber: float = 1.10


@dataclass(frozen=True)
class Realised:
    """Plan beside actual. EAC and EAB are a trend until the owner confirms them."""

    plan_cost_to_date: float
    plan_benefit_to_date: float
    actual_cost: float
    actual_benefit: float
    missing_readings: int
    cost_ratio: Figure
    benefits_realisation_ratio: Figure
    cost_variance_pct: Figure
    benefit_variance_pct: Figure
    roi_to_date_pct: Figure
    plan_roi_to_date_pct: Figure
    plan_roi_pct: Figure
    eac: Figure
    eab: Figure
    eab_conservative: Figure
    forecast_roi_pct: Figure
    forecast_roi_conservative_pct: Figure
    cost_rag: Rag
    benefit_rag: Rag
    rag: Rag


def realised(plan: Plan, actuals: Actuals, tolerances: Tolerances | None = None) -> Realised:
    """The plan held against what happened; ROI follows the rule of `roi_net`, ratios are to date.

    A ratio without anything planned is withheld as `no_plan_to_date`; the forecast then keeps the plan.
    The conservative forecast does not count on doing better than planned.
    """
    tolerances = tolerances or Tolerances()
    planned_cost = total(plan.cost[: len(actuals.cost)])
    spent = total(actuals.cost)
    measured = total([reading for reading in actuals.benefit if reading is not None])
    due = plan.benefit[: len(actuals.benefit)]
    comparable = total(
        [planned for planned, reading in zip(due, actuals.benefit, strict=False) if reading is not None]
    )
    cost_ratio = Figure.ratio(spent, planned_cost, otherwise="no_plan_to_date")
    realisation = Figure.ratio(measured, max(0.0, comparable), otherwise="no_plan_to_date")
    eac = estimate_at_completion(plan, actuals)
    remaining = total(plan.benefit[len(actuals.benefit) :])
    trend = 1.0 if realisation.value is None else realisation.value
    eab, cautious = measured + remaining * trend, measured + remaining * min(1.0, trend)
    cost_rag, benefit_rag = _cost_rag(cost_ratio, tolerances), _benefit_rag(realisation, tolerances)
    return Realised(
        plan_cost_to_date=planned_cost,
        plan_benefit_to_date=total(due),
        actual_cost=spent,
        actual_benefit=measured,
        missing_readings=sum(reading is None for reading in actuals.benefit),
        cost_ratio=cost_ratio,
        benefits_realisation_ratio=realisation,
        cost_variance_pct=cost_ratio.minus(1.0).times(100.0),
        benefit_variance_pct=realisation.minus(1.0).times(100.0),
        roi_to_date_pct=roi_net(measured, spent),
        plan_roi_to_date_pct=roi_net(total(due), planned_cost),
        plan_roi_pct=roi_net(total(plan.benefit), total(plan.cost)),
        eac=Figure.of(eac),
        eab=Figure.of(eab),
        eab_conservative=Figure.of(cautious),
        forecast_roi_pct=roi_net(eab, eac),
        forecast_roi_conservative_pct=roi_net(cautious, eac),
        cost_rag=cost_rag,
        benefit_rag=benefit_rag,
        rag=overall_rag(cost_rag, benefit_rag),
    )


def estimate_at_completion(plan: Plan, actuals: Actuals) -> float:
    """EAC = AC + max(0, plan to date - AC) + remaining plan · max(1, cost ratio), never below AC + contracts.

    What is unspent to date still comes, less what a person recorded as saved.
    """
    to_date, remaining = total(plan.cost[: len(actuals.cost)]), total(plan.cost[len(actuals.cost) :])
    spent = total(actuals.cost)
    overrun = max(1.0, spent / to_date) if to_date > 0 else 1.0
    late = max(0.0, to_date - spent - actuals.saving)
    return max(spent + late + remaining * overrun, spent + actuals.open_contracts)


def _cost_rag(ratio: Figure, tolerances: Tolerances) -> Rag:
    if ratio.value is None:
        return "grey"
    if ratio.value <= tolerances.cost_green + DUST:
        return "green"
    return "amber" if ratio.value <= tolerances.cost_amber + DUST else "red"


def _benefit_rag(ratio: Figure, tolerances: Tolerances) -> Rag:
    if ratio.value is None:
        return "grey"
    if ratio.value >= tolerances.benefit_green - DUST:
        return "green"
    return "amber" if ratio.value >= tolerances.benefit_amber - DUST else "red"


def overall_rag(cost: Rag, benefit: Rag) -> Rag:
    """The worse of the two; grey before the first reading, unless the cost alone is already red."""
    if "red" in (cost, benefit):
        return "red"
    if benefit == "grey":
        return "grey"
    return "amber" if "amber" in (cost, benefit) else "green"
