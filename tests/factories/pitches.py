"""A goal with its measure, and pitches at each early stage of their life."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.actions import StepValues
from pitchdeck.features.pitches.figures import BenefitRow, CostRow
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.rounds import actions as rounds
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.sourcing import actions as sourcing
from pitchdeck.features.strategy import actions as strategy
from pitchdeck.features.strategy.models import Measure
from tests.factories.cast import Cast

AT = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)
START = date(2026, 4, 1)

BENEFIT = {
    "units": 100,
    "delta": 2,
    "value": 42.6,
    "per": "week",
    "adoption": 0.55,
    "isolation": 0.6,
    "confidence": 0.5,
    "redeployed": 0.5,
    "basis": "manager",
    "realisation": "capacity",
    "lag": 1,
    "ramp": 3,
    "hold": 12,
    "half_life": 12,
}
COSTS = (
    CostRow(
        "development", "design_development", "Building it", {"finished_hours": 4, "ratio": 71, "rate": 60}
    ),
    CostRow(
        "one_off", "delivery_facilitation", "Two days of a coach", {"amount": 4000, "month": 2}, "Quote 7"
    ),
    CostRow("recurring", "technology", "Platform", {"amount": 500, "month": 2, "months": 12}, "Price list"),
)


def rates(session: Session, cast: Cast, *, at: datetime = AT) -> None:
    """Finance's standard rates: an agent costs 42.60 an hour, a learning designer 60."""
    for purpose, name, minor in (("participant", "Agent", 4260), ("development", "Learning designer", 6000)):
        sourcing.set_rate(
            session,
            purpose=purpose,
            name=name,
            hourly_minor=minor,
            source="Controlling",
            dated_on=date(2026, 1, 1),
            by=cast.finance,
            at=at,
        )


def measure(session: Session, cast: Cast, *, at: datetime = AT, agreed: bool = True, **other: Any) -> Measure:
    """Hours of rework per agent and week, 6 → 2, owned by the sponsor, under a goal of Support."""
    goal = strategy.add_goal(
        session,
        name=other.pop("goal", "Answer customers at once"),
        why="Every second call is the second call.",
        priority=1,
        unit_id=cast.units["Support"],
        owner_id=cast.chair.id,
        until=date(2027, 12, 31),
        by=cast.lead,
        at=at,
    )
    terms: dict[str, Any] = {
        "name": "Rework",
        "unit_of_measure": "hours per agent and week",
        "baseline": Decimal(6),
        "baseline_on": date(2026, 1, 1),
        "target": Decimal(2),
        "target_on": date(2026, 12, 31),
        "owner_id": cast.sponsor.id,
        "value_minor": 4260,
        "value_source": "Finance 2026",
    } | other
    found = strategy.add_measure(session, goal_key=goal.key, **terms, by=cast.lead, at=at)
    return strategy.agree_measure(session, found.key, by=cast.sponsor, at=at) if agreed else found


def draft(
    session: Session,
    cast: Cast,
    measure_id: int,
    *,
    title: str = "Solve it in the first call",
    benefits: tuple[BenefitRow, ...] | None = None,
    costs: tuple[CostRow, ...] = COSTS,
    at: datetime = AT,
) -> Pitch:
    """A complete draft of the presenter's: 100 agents, three hours each, one benefit line."""
    pitch = actions.create_pitch(
        session,
        title=title,
        unit_id=cast.units["Support"],
        template="time_saved",
        start_on=START,
        by=cast.presenter,
        at=at,
    )
    lines = (
        (BenefitRow("time_saved", "Less rework", BENEFIT, "Controlling 2026", measure_id),)
        if benefits is None
        else benefits
    )
    steps: dict[str, StepValues] = {
        "problem": StepValues(
            {"measure_id": measure_id, "problem": "Agents solve cases twice.", "cause": "skill"}
        ),
        "solution": StepValues(
            {
                "solution": "A half-day on diagnosis, then coaching on live calls.",
                "audience": "Agents of first-line support",
                "people": 100,
                "hours_each": 3,
                "launch_month": 2,
            }
        ),
        "cost": StepValues({"nothing_else": True}, costs=costs),
        "benefit": StepValues({}, benefits=lines),
        "proof": StepValues(
            {
                "level_1": "4 of 5 would recommend it",
                "level_2": "90 % pass the case test",
                "level_3": "Team leads see the method in 8 of 10 calls",
                "readings": [3, 6, 12],
                "isolation_plan": "trend_line",
                "risk": "Team leads do not release people.",
                "risk_answer": "Two slots a week are planned with workforce management.",
                "stop_rule": "Stop when rework has not fallen after six months.",
            }
        ),
    }
    for version, (step, values) in enumerate(steps.items(), start=1):
        actions.save_draft(session, pitch.key, step, values, version=version, by=cast.presenter, at=at)
    return pitch


def asked(session: Session, cast: Cast, measure_id: int, *, at: datetime = AT, **other: Any) -> Pitch:
    """A complete draft whose sponsor was asked."""
    pitch = draft(session, cast, measure_id, at=at, **other)
    actions.ask_sponsor(session, pitch.key, by=cast.presenter, at=at)
    return pitch


def submitted(
    session: Session, cast: Cast, measure_id: int, *, at: datetime = AT, yes: bool = True, **other: Any
) -> Pitch:
    """A submitted pitch, with the sponsor's yes unless it is still awaited."""
    pitch = asked(session, cast, measure_id, at=at, **other)
    actions.submit(session, pitch.key, by=cast.presenter, at=at)
    if yes:
        agree(session, cast, pitch, at=at)
    return pitch


def agree(session: Session, cast: Cast, pitch: Pitch, *, at: datetime = AT) -> None:
    """The sponsor's yes to the pitch's claim."""
    claim = queries.appraise(session, pitch.id, pitch.key).asked
    assert claim is not None
    actions.answer_claim(session, claim.key, verdict="yes", by=cast.sponsor, at=at)


def open_round(session: Session, cast: Cast, *, at: datetime = AT, name: str = "Spring round") -> Round:
    """A round of the whole organisation that takes pitches for a month: three investors, quorum 2."""
    plan = rounds.Plan(
        name=name,
        unit_id=cast.units["Nordwind"],
        chair_id=cast.chair.id,
        panel=(cast.investor1.id, cast.investor2.id, cast.investor3.id),
        fiscal_year=2026,
        quorum=2,
        pitches_close_at=at + timedelta(days=30),
        scoring_closes_at=at + timedelta(days=45),
        funding_closes_at=at + timedelta(days=60),
        decision_on=(at + timedelta(days=70)).date(),
    )
    round_ = rounds.create_round(session, plan, by=cast.lead, at=at)
    rounds.open_round(session, round_, by=cast.chair, at=at)
    return round_


def screened(session: Session, cast: Cast, measure_id: int, round_: Round, **other: Any) -> Pitch:
    """A pitch that the lead accepted into a round."""
    pitch = submitted(session, cast, measure_id, **other)
    actions.screen(session, pitch.key, round_key=round_.key, by=cast.lead, at=other.get("at", AT))
    return pitch
