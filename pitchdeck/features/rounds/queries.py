"""Questions about rounds: their rows, criteria, panel, and what the rules need to know."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.rounds.models import STATES, Criterion, Extension, OpeningRound, PanelSeat, Round
from pitchdeck.features.rounds.policy import PUBLIC, READS_PUBLISHED_ONLY, UNANNOUNCED, RoundFacts


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round with the names of its chair and unit; the objective is in percent."""

    id: int
    key: str
    name: str
    unit_id: int
    chair_id: int
    created_by_id: int
    kind: str
    state: str
    fiscal_year: int
    quorum: int
    conflict_rule: str
    roi_objective_pct: float
    pitches_close_at: datetime
    scoring_closes_at: datetime
    funding_closes_at: datetime
    decision_on: date
    chair_name: str
    unit_name: str
    was_until: datetime | None
    """The deadline for commitments before its extension; None without one."""
    extension_reason: str | None

    @property
    def rolls(self) -> bool:
        """Whether it has no stages: its pitches pass alone."""
        return self.kind == "rolling"

    @property
    def takes_pitches(self) -> bool:
        """Whether pitches are screened into it now, as far as its stage decides that."""
        return self.state == ("funding" if self.rolls else "open")


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion with its weight in whole percent and what 1, 3 and 5 mean."""

    id: int
    position: int
    name: str
    question: str
    weight: int
    anchor_low: str
    anchor_middle: str
    anchor_high: str


@dataclass(frozen=True, slots=True)
class PanelRow:
    """Someone with a seat on the panel."""

    person_id: int
    key: str
    name: str
    title: str


_ROW: Any = (
    select(
        Round.id,
        Round.key,
        Round.name,
        Round.unit_id,
        Round.chair_id,
        Round.created_by_id,
        Round.kind,
        Round.state,
        Round.fiscal_year,
        Round.quorum,
        Round.conflict_rule,
        Round.roi_objective_pct,
        Round.pitches_close_at,
        Round.scoring_closes_at,
        Round.funding_closes_at,
        Round.decision_on,
        Person.name,
        Unit.name,
        Extension.was_at,
        Extension.reason,
    )
    .join_from(Round, Person, Person.id == Round.chair_id)
    .join(Unit, Unit.id == Round.unit_id)
    .outerjoin(Extension, Extension.round_id == Round.id)
)
_BY_ID = _ROW.where(Round.id == bindparam("id"))
_BY_KEY = _ROW.where(Round.key == bindparam("key"))
_HELD = _BY_ID.with_for_update(read=True, of=Round)
_TO_CHANGE = select(Round).where(Round.key == bindparam("key")).with_for_update()
_SEATED = exists().where(PanelSeat.round_id == Round.id, PanelSeat.person_id == bindparam("actor_id"))
# What ran before pitchdeck stands in a round that nobody called: it is no round to anybody.
CALLED = ~exists().where(OpeningRound.round_id == Round.id)
_SEEN = _ROW.where(
    CALLED,
    or_(
        Round.chair_id == bindparam("actor_id"),
        Round.created_by_id == bindparam("actor_id"),
        _SEATED,
        Round.unit_id.in_(bindparam("led", expanding=True)),
        Round.state.in_(bindparam("announced", expanding=True)),
    ),
).order_by(Round.pitches_close_at.desc(), Round.id)
_ROLLING: Any = and_(Round.kind == "rolling", Round.state == "funding")
_TAKING = _ROW.where(or_(Round.state == "open", _ROLLING)).order_by(Round.pitches_close_at, Round.id)
_OPEN_ROLLING = _ROW.where(_ROLLING).order_by(Round.id)
_ROLLING_OF = _ROW.where(
    _ROLLING, Round.unit_id == bindparam("unit_id"), Round.fiscal_year == bindparam("fiscal_year")
)
_CRITERIA = (
    select(
        Criterion.id,
        Criterion.position,
        Criterion.name,
        Criterion.question,
        Criterion.weight,
        Criterion.anchor_low,
        Criterion.anchor_middle,
        Criterion.anchor_high,
    )
    .where(Criterion.round_id == bindparam("round_id"))
    .order_by(Criterion.position, Criterion.id)
)
_PANEL = (
    select(PanelSeat.person_id, Person.key, Person.name, Person.title)
    .join_from(PanelSeat, Person, Person.id == PanelSeat.person_id)
    .where(PanelSeat.round_id == bindparam("round_id"))
    .order_by(Person.name, Person.id)
)
_SEATS = select(func.count()).select_from(PanelSeat).where(PanelSeat.round_id == Round.id).scalar_subquery()
_CRITERIA_COUNT = (
    select(func.count()).select_from(Criterion).where(Criterion.round_id == Round.id).scalar_subquery()
)
_WEIGHTS = (
    select(func.coalesce(func.sum(Criterion.weight), 0))
    .where(Criterion.round_id == Round.id)
    .scalar_subquery()
)
_FACTS = select(
    Round.kind,
    Round.state,
    Round.unit_id,
    Round.chair_id,
    Round.created_by_id,
    Round.quorum,
    Round.pitches_close_at,
    _SEATS,
    _CRITERIA_COUNT,
    _WEIGHTS,
    _SEATED,
    exists().where(Extension.round_id == Round.id),
).where(Round.key == bindparam("key"), CALLED)


_PAST = _ROW.where(
    or_(
        and_(Round.state == "open", Round.pitches_close_at <= bindparam("now")),
        and_(Round.state == "scoring", Round.scoring_closes_at <= bindparam("now")),
        and_(
            Round.state == "funding",
            Round.kind == "standard",
            Round.funding_closes_at <= bindparam("now"),
        ),
    )
).order_by(Round.id)


def round_row(session: Session, round_id: int) -> RoundRow:
    """The round; NotFound when there is none."""
    return _one(session.execute(_BY_ID, {"id": round_id}).one_or_none())


def round_of_key(session: Session, key: str) -> RoundRow:
    """The round of this key; NotFound when there is none."""
    return _one(session.execute(_BY_KEY, {"key": key}).one_or_none())


def hold_round(session: Session, round_id: int) -> RoundRow:
    """The round as it is now, locked against a change of stage until the act ends; acts may share it."""
    return _one(session.execute(_HELD, {"id": round_id}).one_or_none())


def _one(row: Any) -> RoundRow:
    if row is None:
        raise NotFound
    return RoundRow(*row)


def round_to_change(session: Session, key: str) -> Round:
    """The round itself, locked until the act ends; NotFound when there is none."""
    found = session.execute(_TO_CHANGE, {"key": key}, execution_options={"populate_existing": True})
    round_ = found.scalar_one_or_none()
    if round_ is None:
        raise NotFound
    return round_


def facts_for(session: Session, key: str, actor: Actor) -> RoundFacts:
    """What the rules of rounds/policy.py need; NotFound when there is none, or none that the actor may see.

    Every act on a round asks here first, so that a hidden round answers as one that does not exist.
    """
    row = session.execute(_FACTS, {"key": key, "actor_id": actor.id}).one_or_none()
    if row is None:
        raise NotFound
    facts = RoundFacts(*row)
    if not policy.may("round:see", actor, facts):
        raise NotFound
    return facts


def rounds_seen_by(session: Session, actor: Actor) -> tuple[RoundRow, ...]:
    """The rounds that `round:see` opens to the actor, latest deadline for pitches first."""
    leads = [grant.units for grant in actor.grants if grant.role == "lead"]
    sees_all = actor.holds("auditor") or None in leads
    waits = bool(actor.roles) and actor.roles <= READS_PUBLISHED_ONLY
    announced = STATES if sees_all else PUBLIC if waits else set(STATES) - UNANNOUNCED
    led = {unit for units in leads if units is not None for unit in units}
    found = session.execute(_SEEN, {"actor_id": actor.id, "led": sorted(led), "announced": sorted(announced)})
    return tuple(RoundRow(*row) for row in found)


def rolling_of(session: Session, unit_id: int, fiscal_year: int) -> RoundRow | None:
    """The open rolling round of a unit for a fiscal year, if there is one."""
    row = session.execute(_ROLLING_OF, {"unit_id": unit_id, "fiscal_year": fiscal_year}).one_or_none()
    return None if row is None else RoundRow(*row)


def open_rolling(session: Session) -> tuple[RoundRow, ...]:
    """The rolling rounds that are open."""
    return tuple(RoundRow(*row) for row in session.execute(_OPEN_ROLLING))


def rounds_taking_pitches(session: Session) -> tuple[RoundRow, ...]:
    """The rounds that take pitches, next deadline first."""
    return tuple(RoundRow(*row) for row in session.execute(_TAKING))


def rounds_past_their_date(session: Session, now: datetime) -> tuple[RoundRow, ...]:
    """Rounds whose stage should have ended by now, by their calendar; their chair has not ended it yet."""
    return tuple(RoundRow(*row) for row in session.execute(_PAST, {"now": now}))


def criteria(session: Session, round_id: int) -> tuple[CriterionRow, ...]:
    """The round's criteria in their order."""
    return tuple(CriterionRow(*row) for row in session.execute(_CRITERIA, {"round_id": round_id}))


def panel(session: Session, round_id: int) -> tuple[PanelRow, ...]:
    """The round's panel by name."""
    return tuple(PanelRow(*row) for row in session.execute(_PANEL, {"round_id": round_id}))
