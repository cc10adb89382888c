"""The three questions for the whole portfolio: what goes in, what comes back, what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.features.investments.models import Attestation, Investment, Reading
from pitchdeck.features.investments.queries import Tracked
from pitchdeck.features.portfolio.queries.homes.task import Moment, Part
from pitchdeck.features.projection import Figure
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.strategy.models import Measure

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Moved:
    """A measure with its newest attested value, from baseline towards target."""

    name: str
    unit_of_measure: str
    baseline: float
    target: float
    value: float
    covers_to: date

    @property
    def way(self) -> float:
        """The part of the way from baseline to target that is done; negative when it got worse."""
        return (self.value - self.baseline) / (self.target - self.baseline)


@dataclass(frozen=True, slots=True)
class GoalMoney:
    """What goes into a goal, by its priority, in minor units: planned and actual cost to date."""

    name: str
    priority: int
    investments: int
    planned: int
    actual: int


@dataclass(frozen=True, slots=True)
class NextDecision:
    """A round whose decision is to come."""

    key: str
    name: str
    decision_on: date


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Totals to date in minor units; ROI is the sum of net over the sum of cost, never a mean."""

    investments: int
    budget: int
    planned_budget: int
    time: int
    planned_time: int
    benefit: int
    planned_benefit: int
    roi: Figure
    planned_roi: Figure
    measures: int
    moved: tuple[Moved, ...]
    goals: tuple[GoalMoney, ...]
    red: tuple[Tracked, ...]
    decisions: tuple[NextDecision, ...]


_MOVED: Rows = (
    select(
        Measure.id,
        Measure.name,
        Measure.unit_of_measure,
        Measure.baseline,
        Measure.target,
        Reading.value,
        Reading.covers_to,
    )
    .join_from(Reading, Measure, Measure.id == Reading.measure_id)
    .join(Attestation, Attestation.reading_id == Reading.id)
    .join(Investment, Investment.id == Reading.investment_id)
    .where(
        Attestation.verdict == "attested",
        Investment.id.in_(bindparam("ids", expanding=True, type_=Investment.id.type)),
    )
    .order_by(Reading.covers_to, Reading.id)
)
_DECISIONS: Rows = (
    select(Round.key, Round.name, Round.decision_on)
    .where(
        Round.decision_on >= bindparam("today", type_=Round.decision_on.type),
        Round.state.not_in(("draft", "cancelled", "published", "closed")),
        Round.kind == "standard",
    )
    .order_by(Round.decision_on, Round.id)
    .limit(5)
)


def viewers_home(session: Session, tracked: tuple[Tracked, ...], now: Moment) -> Part:
    """The three questions over every investment that the reader may see. Two statements."""
    newest: dict[int, Moved] = {}
    for row in session.execute(_MOVED, {"ids": [each.row.id for each in tracked]}):
        newest[row.id] = Moved(*row[1:])
    decisions = session.execute(_DECISIONS, {"today": now.today})
    return Part("viewer", figures=_portfolio(tracked, tuple(newest.values()), decisions.all()))


def _portfolio(tracked: Sequence[Tracked], moved: tuple[Moved, ...], decisions: Sequence[Any]) -> Portfolio:
    stands = [(each, each.standing) for each in tracked]
    budget = sum(each.minor(of.budget_to_date) for each, of in stands)
    time = sum(each.minor(of.time_to_date) for each, of in stands)
    planned_budget = sum(each.minor(of.plan_budget_to_date) for each, of in stands)
    planned_time = sum(each.minor(of.plan_time_to_date) for each, of in stands)
    benefit = sum(each.minor(of.realised.actual_benefit) for each, of in stands)
    planned_benefit = sum(each.minor(of.realised.plan_benefit_to_date) for each, of in stands)
    return Portfolio(
        investments=len(tracked),
        budget=budget,
        planned_budget=planned_budget,
        time=time,
        planned_time=planned_time,
        benefit=benefit,
        planned_benefit=planned_benefit,
        roi=_roi(benefit, budget + time),
        planned_roi=_roi(planned_benefit, planned_budget + planned_time),
        measures=len({each.row.measure_id for each in tracked}),
        moved=moved,
        goals=_goals(tracked),
        red=tuple(each for each in tracked if each.standing.rag == "red"),
        decisions=tuple(NextDecision(*row) for row in decisions),
    )


def _roi(benefit: int, cost: int) -> Figure:
    return Figure.ratio(100.0 * (benefit - cost), cost, otherwise="no_cost")


def _goals(tracked: Sequence[Tracked]) -> tuple[GoalMoney, ...]:
    by_goal: dict[int, list[Tracked]] = {}
    for each in tracked:
        by_goal.setdefault(each.row.goal_id, []).append(each)
    lines = [
        GoalMoney(
            own[0].row.goal_name,
            own[0].row.goal_priority,
            len(own),
            sum(each.minor(each.standing.realised.plan_cost_to_date) for each in own),
            sum(each.minor(each.standing.realised.actual_cost) for each in own),
        )
        for own in by_goal.values()
    ]
    return tuple(sorted(lines, key=lambda line: (line.priority, line.name)))
