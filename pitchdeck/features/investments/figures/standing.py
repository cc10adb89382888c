"""Where an investment stands: the frozen plan, re-anchored to its real start, beside what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from pitchdeck.features.investments.figures.calendar import Due, due_periods, month_index
from pitchdeck.features.investments.figures.promise import Promise
from pitchdeck.features.projection import Actuals, Figure, Plan, Realised, Tolerances, realised
from pitchdeck.features.projection.realised import Rag

STRENGTHS = ("control_group", "trend_line", "model", "expert", "manager", "participant", "none")
"""How a reading was isolated, the strongest first."""


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost that counts: confirmed budget cost or hours worked, in minor units, in its month of service."""

    period_on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """An attested reading: what it shows, in minor units, for the months that it covers."""

    covers_from: date
    covers_to: date
    benefit: int
    method: str


@dataclass(frozen=True, slots=True)
class Happened:
    """Everything that really happened up to `today`; money in minor units of a currency's `digits`."""

    baseline: date
    today: date
    digits: int
    reading_months: tuple[int, ...]
    spent: tuple[Cost, ...] = ()
    worked: tuple[Cost, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    open_contracts: int = 0
    overrun: int = 0


@dataclass(frozen=True, slots=True)
class Strength:
    """The part of the measured benefit that rests on one method of isolation."""

    method: str
    benefit: float
    share: Figure


@dataclass(frozen=True, slots=True)
class Standing:
    """Plan beside actual to date, in the major unit.

    `plan` and the actual vectors are cumulative per month index and feed the chart; `evidenced` is the share
    of the benefit planned for the periods due that attested readings cover.
    """

    realised: Realised
    month: int
    plan_budget_to_date: float
    plan_time_to_date: float
    budget_to_date: float
    time_to_date: float
    evidenced: Figure
    strengths: tuple[Strength, ...]
    periods: tuple[Due, ...]
    rag: Rag
    reasons: tuple[str, ...]
    planned_cost: tuple[float, ...]
    actual_cost: tuple[float, ...]
    planned_benefit: tuple[float, ...]
    actual_benefit: tuple[float, ...]


def tolerances_of(frozen: Mapping[str, float]) -> Tolerances:
    """The tolerances that were fixed with the first release, as fractions of the plan."""
    return Tolerances(**frozen)


def standing(promise: Promise, happened: Happened, tolerances: Tolerances) -> Standing:
    """The plan held against what happened, by the rules of projection.md, "Plan against actual".

    The plan reaches to the end of the headline window, and further once the investment has passed it. A due
    period without an attested reading adds nothing and counts in no ratio; when its reminders ran out it
    counts as zero.
    """
    month = max(0, month_index(happened.baseline, happened.today))
    covered = _covered(happened)
    periods = due_periods(
        happened.reading_months,
        launch=promise.launch,
        baseline=happened.baseline,
        today=happened.today,
        evidenced=tuple(covered),
    )
    measured = _measured(promise, periods, covered)
    budget, time = _costs(happened, happened.spent, month), _costs(happened, happened.worked, month)
    end = max(promise.window_last, month, len(measured) - 1) + 1
    plan = Plan(cost=_padded(promise.cost, end), benefit=_padded(promise.benefit, end))
    actuals = Actuals(
        cost=tuple(map(sum, zip(budget, time, strict=True))),
        benefit=measured,
        open_contracts=happened.open_contracts / 10**happened.digits,
    )
    outcome = realised(plan, actuals, tolerances)
    return Standing(
        realised=outcome,
        month=month,
        plan_budget_to_date=sum(promise.budget[: month + 1]),
        plan_time_to_date=sum(promise.time[: month + 1]),
        budget_to_date=sum(budget),
        time_to_date=sum(time),
        evidenced=_evidenced(plan, measured, covered),
        strengths=_strengths(happened),
        periods=periods,
        rag="red" if happened.overrun else outcome.rag,
        reasons=_reasons(outcome, periods, overrun=happened.overrun),
        planned_cost=tuple(accumulate(plan.cost)),
        actual_cost=tuple(accumulate(actuals.cost)),
        planned_benefit=tuple(accumulate(plan.benefit)),
        actual_benefit=tuple(accumulate(amount or 0.0 for amount in measured)),
    )


def _padded(vector: Sequence[float], size: int) -> tuple[float, ...]:
    return (*vector[:size], *(0.0 for _ in range(size - len(vector))))


def _costs(happened: Happened, costs: Sequence[Cost], month: int) -> tuple[float, ...]:
    """Cost per index up to this month; what belongs to a month before the release falls at index 0."""
    amounts = [0] * (month + 1)
    for cost in costs:
        amounts[min(month, max(0, month_index(happened.baseline, cost.period_on)))] += cost.amount
    return tuple(amount / 10**happened.digits for amount in amounts)


def _covered(happened: Happened) -> dict[int, float]:
    """Measured benefit per plan month, a reading's benefit spread evenly over its months."""
    covered: dict[int, float] = {}
    for each in happened.evidence:
        first = month_index(happened.baseline, each.covers_from)
        last = month_index(happened.baseline, each.covers_to)
        part = each.benefit / 10**happened.digits / (last - first + 1)
        for index in range(first, last + 1):
            covered[index] = covered.get(index, 0.0) + part
    return covered


def _measured(
    promise: Promise, periods: Sequence[Due], covered: Mapping[int, float]
) -> tuple[float | None, ...]:
    """The benefit per index: benefits of month t fall at index t + 1, in arrears.

    It reaches to the last due period, or to the last month that a reading already covers.
    """
    due = [period for period in periods if period.is_due]
    given_up = {
        month for each in due if each.state == "overdue" for month in range(each.first, each.last + 1)
    }
    last = max((period.last for period in due), default=promise.launch - 1)
    last = max(last, *covered) if covered else last
    if not due and not covered:
        return ()

    def of(month: int) -> float | None:
        if month in covered:
            return covered[month]
        planned = promise.benefit[month + 1] if month + 1 < len(promise.benefit) else 0.0
        return 0.0 if month in given_up or planned == 0 else None

    early = sum(amount for month, amount in covered.items() if month < 0)
    return (early, *(of(month) for month in range(last + 1)))


def _evidenced(plan: Plan, measured: Sequence[float | None], covered: Mapping[int, float]) -> Figure:
    due = plan.benefit[: len(measured)]
    shown = sum(amount for index, amount in enumerate(due) if index - 1 in covered)
    return Figure.ratio(shown, max(0.0, sum(due)), otherwise="no_plan_to_date")


def _strengths(happened: Happened) -> tuple[Strength, ...]:
    total = sum(each.benefit for each in happened.evidence)
    by_method = dict.fromkeys(STRENGTHS, 0)
    for each in happened.evidence:
        by_method[each.method] += each.benefit
    return tuple(
        Strength(
            method,
            amount / 10**happened.digits,
            Figure.ratio(amount, max(0, total), otherwise="no_benefit"),
        )
        for method, amount in by_method.items()
        if amount
    )


def _reasons(outcome: Realised, periods: Sequence[Due], *, overrun: int) -> tuple[str, ...]:
    """Why the light shows what it shows, as codes: the page words them with the figures beside."""
    reasons = ["overrun"] if overrun else []
    if outcome.cost_rag in ("amber", "red"):
        reasons.append(f"cost_{outcome.cost_rag}")
    if outcome.benefit_rag in ("amber", "red"):
        reasons.append(f"benefit_{outcome.benefit_rag}")
    if any(period.state == "overdue" for period in periods):
        reasons.append("reading_overdue")
    elif any(period.state == "due" for period in periods):
        reasons.append("reading_due")
    if outcome.benefit_rag == "grey" and not any(period.is_due for period in periods):
        reasons.append("nothing_due")
    return tuple(reasons)
