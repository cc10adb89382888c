"""Questions about goals, measures and claims."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.strategy.models import Claim, ClaimAnswer, Goal, Measure

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with its unit and owner; priority 1 is the highest."""

    id: int
    key: str
    name: str
    why: str
    priority: int
    until: date
    unit_id: int
    unit_name: str
    owner_id: int
    owner_name: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with its goal and owner; `value_minor` is the money that one unit of it is worth."""

    id: int
    key: str
    name: str
    unit_of_measure: str
    baseline: float
    baseline_on: date
    target: float
    target_on: date
    owner_id: int
    owner_name: str
    value_minor: int | None
    value_source: str
    standard_key: str | None
    revenue: bool
    agreed_at: datetime | None
    goal_id: int
    goal_key: str
    goal_name: str
    goal_priority: int
    goal_unit_id: int

    @property
    def gap(self) -> Decimal:
        """The way from baseline to target in the measure's own unit, without its sign, as it was typed."""
        return abs(Decimal(repr(self.target)) - Decimal(repr(self.baseline)))


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What a pitch claims of a measure, and the sponsor's answer if there is one."""

    key: str
    pitch_key: str
    measure_id: int
    share: float
    delta: float
    sentence: str
    asked_at: datetime
    asked_by_id: int
    owner_id: int
    verdict: str | None
    reason: str | None
    answered_at: datetime | None
    answered_by: str | None


_OWNER, _ANSWERED, _HAND = aliased(Person), aliased(Person), aliased(Person)
_GOALS: Rows = (
    select(
        Goal.id,
        Goal.key,
        Goal.name,
        Goal.why,
        Goal.priority,
        Goal.until,
        Goal.unit_id,
        Unit.name.label("unit_name"),
        Goal.owner_id,
        _OWNER.name.label("owner_name"),
    )
    .join_from(Goal, Unit, Unit.id == Goal.unit_id)
    .join(_OWNER, _OWNER.id == Goal.owner_id)
    .order_by(Goal.priority, Goal.name, Goal.id)
)
_GOAL = _GOALS.where(Goal.key == bindparam("key"))
_MEASURES: Rows = (
    select(
        Measure.id,
        Measure.key,
        Measure.name,
        Measure.unit_of_measure,
        Measure.baseline,
        Measure.baseline_on,
        Measure.target,
        Measure.target_on,
        Measure.owner_id,
        Person.name.label("owner_name"),
        Measure.value_minor,
        Measure.value_source,
        Measure.standard_key,
        Measure.revenue,
        Measure.agreed_at,
        Goal.id.label("goal_id"),
        Goal.key.label("goal_key"),
        Goal.name.label("goal_name"),
        Goal.priority.label("goal_priority"),
        Goal.unit_id.label("goal_unit_id"),
    )
    .join_from(Measure, Goal, Goal.id == Measure.goal_id)
    .join(Person, Person.id == Measure.owner_id)
    .order_by(Goal.priority, Goal.name, Measure.name, Measure.id)
)
_MEASURE = _MEASURES.where(Measure.id == bindparam("id"))
_MEASURE_OF_KEY = _MEASURES.where(Measure.key == bindparam("key"))


def _claims() -> Rows:
    return (
        select(
            Claim.key,
            Claim.pitch_key,
            Claim.measure_id,
            Claim.share,
            Claim.delta,
            Claim.sentence,
            Claim.asked_at,
            Claim.asked_by_id,
            Measure.owner_id,
            ClaimAnswer.verdict,
            ClaimAnswer.reason,
            ClaimAnswer.at.label("answered_at"),
            who_did(_ANSWERED, _HAND),
        )
        .join_from(Claim, Measure, Measure.id == Claim.measure_id)
        .outerjoin(ClaimAnswer, ClaimAnswer.claim_id == Claim.id)
        .outerjoin(_ANSWERED, _ANSWERED.id == ClaimAnswer.by_id)
        .outerjoin(_HAND, _HAND.id == ClaimAnswer.deputy_id)
        .order_by(Claim.id.desc())
    )


_NEWEST = select(func.max(Claim.id)).group_by(Claim.pitch_key)
_CLAIM = _claims().where(Claim.key == bindparam("key"))
_CLAIM_OF = _claims().where(Claim.pitch_key == bindparam("pitch_key")).limit(1)
_CLAIMS_OF = _claims().where(Claim.pitch_key.in_(bindparam("pitch_keys", expanding=True)))
_AWAITING = _claims().where(
    Measure.owner_id == bindparam("person_id"), ClaimAnswer.id.is_(None), Claim.id.in_(_NEWEST)
)
_ON_MEASURE = _claims().where(Claim.measure_id == bindparam("measure_id"), Claim.id.in_(_NEWEST))
_ALL_NEWEST = _claims().where(Claim.id.in_(_NEWEST))


def goals(session: Session) -> tuple[GoalRow, ...]:
    """All goals, the highest priority first."""
    return tuple(GoalRow(*row) for row in session.execute(_GOALS))


def goal_of_key(session: Session, key: str) -> GoalRow:
    """The goal of a key; NotFound when there is none."""
    row = session.execute(_GOAL, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return GoalRow(*row)


def measures(session: Session) -> tuple[MeasureRow, ...]:
    """All measures, by the priority of their goal."""
    return tuple(MeasureRow(*row) for row in session.execute(_MEASURES))


def measure_row(session: Session, measure_id: int) -> MeasureRow:
    """A measure with its goal; NotFound when there is none."""
    row = session.execute(_MEASURE, {"id": measure_id}).one_or_none()
    if row is None:
        raise NotFound
    return MeasureRow(*row)


def measure_of_key(session: Session, key: str) -> MeasureRow:
    """The measure of a key with its goal; NotFound when there is none."""
    row = session.execute(_MEASURE_OF_KEY, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return MeasureRow(*row)


def claim_of_key(session: Session, key: str) -> ClaimRow:
    """The claim of a key; NotFound when there is none."""
    row = session.execute(_CLAIM, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return ClaimRow(*row)


def claim_of(session: Session, pitch_key: str) -> ClaimRow | None:
    """The claim of a pitch that counts: the newest, or None before the sponsor was asked."""
    row = session.execute(_CLAIM_OF, {"pitch_key": pitch_key}).one_or_none()
    return None if row is None else ClaimRow(*row)


def claims_of(session: Session, pitch_keys: tuple[str, ...]) -> dict[str, ClaimRow]:
    """The newest claim of each of these pitches, by the pitch's key."""
    rows = [ClaimRow(*row) for row in session.execute(_CLAIMS_OF, {"pitch_keys": pitch_keys})]
    return {row.pitch_key: row for row in reversed(rows)}


def claims_awaiting(session: Session, person_id: int) -> tuple[ClaimRow, ...]:
    """The claims that wait for this person's yes or no, newest first."""
    return tuple(ClaimRow(*row) for row in session.execute(_AWAITING, {"person_id": person_id}))


def claims_on(session: Session, measure_id: int) -> tuple[ClaimRow, ...]:
    """The newest claim of every pitch on this measure, answered or not; the pitch may have ended since."""
    return tuple(ClaimRow(*row) for row in session.execute(_ON_MEASURE, {"measure_id": measure_id}))


def claims(session: Session) -> tuple[ClaimRow, ...]:
    """The newest claim of every pitch, whatever its measure."""
    return tuple(ClaimRow(*row) for row in session.execute(_ALL_NEWEST))


_MEASURE_LOCKED = select(Measure).where(Measure.key == bindparam("key")).with_for_update()
_CLAIM_LOCKED = select(Claim).where(Claim.key == bindparam("key")).with_for_update()
_ANSWER = select(ClaimAnswer.verdict).where(ClaimAnswer.claim_id == bindparam("claim_id"))
_NEWEST_OF = select(func.max(Claim.id)).where(Claim.pitch_key == bindparam("pitch_key"))


def measure_to_change(session: Session, key: str) -> Measure:
    """The measure, locked until the act ends; NotFound when there is none."""
    found = session.execute(_MEASURE_LOCKED, {"key": key}).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def claim_to_change(session: Session, key: str) -> Claim:
    """The claim, locked until the act ends; NotFound when there is none."""
    found = session.execute(_CLAIM_LOCKED, {"key": key}).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def answer_to(session: Session, claim_id: int) -> str | None:
    """The verdict that this claim already has."""
    return session.execute(_ANSWER, {"claim_id": claim_id}).scalar_one_or_none()


def is_newest(session: Session, claim: Claim) -> bool:
    """Whether no later claim of the same pitch took this one's place."""
    return session.execute(_NEWEST_OF, {"pitch_key": claim.pitch_key}).scalar_one() == claim.id
