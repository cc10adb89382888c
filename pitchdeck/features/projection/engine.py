"""From inputs to a projection: lay out the months, then compute every figure of the table."""

from __future__ import annotations

from pitchdeck.features.projection.breakeven import breakeven_figures, people_of
from pitchdeck.features.projection.costs import MspRetainer, ParticipantTime
from pitchdeck.features.projection.figure import Figure, Vector, running_total, total
from pitchdeck.features.projection.headline import Window, benefit_split, headline_figures, window_of
from pitchdeck.features.projection.inputs import Inputs
from pitchdeck.features.projection.outcome import BenefitTotal, CostTotal, Lines, Projection
from pitchdeck.features.projection.payback import payback, simple_payback
from pitchdeck.features.projection.returns import (
    discounted,
    irr,
    mirr,
    npv,
    present_value,
    profitability_index,
    sign_changes,
)
from pitchdeck.features.projection.timeline import Timeline, lay_out, less


def project(inputs: Inputs) -> Projection:
    """The projection of the inputs; every figure is a value or a reason, nothing is raised."""
    timeline = lay_out(inputs)
    window = window_of(inputs)
    net = less(timeline.benefit, timeline.cost)
    figures = (
        headline_figures(timeline, window)
        | _payback_figures(inputs, timeline, window, net)
        | _return_figures(inputs, timeline, net)
        | breakeven_figures(inputs, timeline, window)
        | _total_figures(inputs, timeline)
    )
    return Projection(
        figures=figures,
        budget_cost=timeline.budget_cost,
        time_cost=timeline.time_cost,
        benefit=timeline.benefit,
        cashable_benefit=timeline.cashable_benefit,
        net=net,
        cumulative=running_total(net),
        hours_by_team=timeline.hours_by_team,
        split=benefit_split(timeline, window),
        lines=_lines(inputs, timeline, window),
        window=window,
        rate=inputs.rate,
    )


def _payback_figures(inputs: Inputs, timeline: Timeline, window: Window, net: Vector) -> dict[str, Figure]:
    return {
        "payback_simple_months": simple_payback(
            window.until_end(timeline.cost), window.within(timeline.benefit), periods=inputs.headline_months
        ),
        "payback_months": payback(net),
        "discounted_payback_months": payback(discounted(net, inputs.rate)),
        "cashable_payback_months": payback(less(timeline.cashable_benefit, timeline.budget_cost)),
    }


def _return_figures(inputs: Inputs, timeline: Timeline, net: Vector) -> dict[str, Figure]:
    rate = inputs.rate
    worth = present_value(net, rate)
    return {
        "npv": npv(net, rate),
        "npv_cashable": npv(less(timeline.cashable_benefit, timeline.budget_cost), rate),
        "pi": profitability_index(timeline.benefit, timeline.cost, rate),
        "npv_per_budget": Figure.ratio(worth, present_value(timeline.budget_cost, rate), otherwise="no_cost"),
        "irr": irr(net),
        "mirr": mirr(net, finance_rate=rate, reinvest_rate=rate),
        "sign_changes": Figure.of(sign_changes(net)),
    }


def _total_figures(inputs: Inputs, timeline: Timeline) -> dict[str, Figure]:
    """Totals over the horizon, and cost beside its benchmarks.

    `cost_per_learning_hour` is fully loaded. Published averages (ATD) count no time of those who learn:
    `delivery_cost_per_learning_hour` is the one to hold beside them.
    """
    cost = total(timeline.cost)
    hours = {team: total(vector) for team, vector in timeline.hours_by_team.items()}
    learners = total(
        [
            charge.budget + charge.time
            for line, charges in zip(inputs.costs, timeline.charges, strict=True)
            if isinstance(line, ParticipantTime)
            for charge in charges
        ]
    )
    return {
        "total_cost": Figure.of(cost),
        "total_budget_cost": Figure.of(total(timeline.budget_cost)),
        "total_time_cost": Figure.of(total(timeline.time_cost)),
        "total_benefit": Figure.of(total(timeline.benefit)),
        "participant_hours": Figure.of(hours["participants"]),
        "development_hours": Figure.of(hours["development"]),
        "supervision_hours": Figure.of(hours["supervision"]),
        "cost_per_participant": Figure.ratio(cost, people_of(inputs), otherwise="no_participants"),
        "cost_per_learning_hour": Figure.ratio(cost, hours["participants"], otherwise="no_participants"),
        "delivery_cost_per_learning_hour": Figure.ratio(
            max(0.0, cost - learners), hours["participants"], otherwise="no_participants"
        ),
    }


def _lines(inputs: Inputs, timeline: Timeline, window: Window) -> Lines:
    costs = tuple(
        CostTotal(
            line=line,
            budget=total([charge.budget for charge in charges]),
            time=total([charge.time for charge in charges]),
            hours=total([charge.hours for charge in charges]),
            unused_hours=line.unused_hours(inputs.horizon) if isinstance(line, MspRetainer) else 0.0,
        )
        for line, charges in zip(inputs.costs, timeline.charges, strict=True)
    )
    benefits = tuple(
        BenefitTotal(line=line, headline=window.within(vector), total=total(vector))
        for line, vector in zip(inputs.benefits, timeline.benefits, strict=True)
    )
    return Lines(costs, benefits)
