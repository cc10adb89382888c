"""What awaits the L&D lead: screening, silent sponsors, overdue readings, and the units' pitches by stage."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.investments.queries import Tracked
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.people.queries import units
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.pitches.queries import pitches_to_screen
from pitchdeck.features.portfolio.queries.capacity import TeamQuarter, team_quarters
from pitchdeck.features.portfolio.queries.homes.task import Moment, Part, Task
from pitchdeck.features.strategy.models import Claim, ClaimAnswer, Measure

Rows = Select[*tuple[Any, ...]]
SILENT_AFTER = timedelta(days=3)
SCREEN_WITHIN = timedelta(days=5)
WAITING = ("submitted", "returned", "screened")


@dataclass(frozen=True, slots=True)
class Stage:
    """How many pitches stand in a state, and their budget asks and people's time, in minor units."""

    state: str
    pitches: int
    asked: int
    time: int


@dataclass(frozen=True, slots=True)
class Team:
    """The lead's units: pitches by stage, investments whose reading is missing, quarters short of hours."""

    stages: tuple[Stage, ...]
    overdue: tuple[Tracked, ...]
    short: tuple[TeamQuarter, ...] = ()


_LED = or_(
    bindparam("leads_all", type_=Integer) == 1,
    Pitch.unit_id.in_(bindparam("led", expanding=True, type_=Unit.id.type)),
)
_NEWEST = select(func.max(Claim.id)).group_by(Claim.pitch_key)
_SILENT: Rows = (
    select(Pitch.ref, Pitch.title, Claim.asked_at, Person.name)
    .join_from(Claim, Pitch, Pitch.key == Claim.pitch_key)
    .join(Measure, Measure.id == Claim.measure_id)
    .join(Person, Person.id == Measure.owner_id)
    .outerjoin(ClaimAnswer, ClaimAnswer.claim_id == Claim.id)
    .where(
        _LED,
        Claim.id.in_(_NEWEST),
        ClaimAnswer.id.is_(None),
        Pitch.state.in_(WAITING),
        Claim.asked_at <= bindparam("before", type_=Claim.asked_at.type),
    )
    .order_by(Claim.asked_at, Claim.id)
)
_STAGES: Rows = (
    select(
        Pitch.state,
        func.count(Pitch.id),
        func.coalesce(func.sum(Pitch.ask_minor), 0),
        func.coalesce(func.sum(Pitch.time_minor), 0),
    )
    .outerjoin(Revision, and_(Revision.pitch_id == Pitch.id, Revision.number == Pitch.revision_no))
    .where(_LED)
    .group_by(Pitch.state)
    .order_by(Pitch.state)
)


def leads_home(session: Session, me: Actor, tracked: tuple[Tracked, ...], now: Moment) -> Part:
    """Pitches to screen, silent sponsors, overdue readings, quarters short of hours. Six statements."""
    held = [grant.units for grant in me.grants if grant.role == "lead"]
    scope = {
        "leads_all": int(None in held),
        "led": sorted({unit for each in held if each is not None for unit in each}),
    }
    screen = [
        Task(
            "screen",
            line.handle,
            line.title,
            5,
            due=now.day(line.submitted_at + SCREEN_WITHIN) if line.submitted_at else None,
            late=line.submitted_at is not None and line.submitted_at + SCREEN_WITHIN < now.at,
            note=line.presenter_name,
        )
        for line in pitches_to_screen(session, me)
    ]
    silent = [
        Task("sponsor_waited_for", row.ref, row.title, 2, since=now.day(row.asked_at), note=row.name)
        for row in session.execute(_SILENT, {**scope, "before": now.at - SILENT_AFTER})
    ]
    stages = tuple(Stage(row[0], row[1], int(row[2]), int(row[3])) for row in session.execute(_STAGES, scope))
    overdue = tuple(
        each
        for each in tracked
        if me.holds("lead", each.row.unit_id)
        and any(period.state in {"due", "overdue"} for period in each.standing.periods)
    )
    reading = [
        Task("reading_waited_for", each.row.key, each.row.title, 2, due=each.next_due_on, late=True)
        for each in overdue
    ]
    return Part(
        "lead", tuple(screen + silent + reading), figures=Team(stages, overdue, _short(session, me, now))
    )


def _short(session: Session, me: Actor, now: Moment) -> tuple[TeamQuarter, ...]:
    """The next quarters in which a team of theirs has fewer hours than are needed of it."""
    led = {unit.id: unit.name for unit in units(session) if me.holds("lead", unit.id)}
    rows = team_quarters(session, led, now.today)
    return tuple(row for row in rows if row.free is not None and row.free < 0)
