"""Capacity of teams against what pitches and investments need, from hours frozen with their revisions."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from pitchdeck.base.db import Id
from pitchdeck.features.investments.models import Investment
from pitchdeck.features.people.models import Unit
from pitchdeck.features.pitches.figures import OWN_TEAMS
from pitchdeck.features.pitches.models import Pitch, Revision, RevisionHours
from pitchdeck.features.pitches.queries import PitchRow, team_of
from pitchdeck.features.sourcing.figures import Room, month_after, quarter_of, quarters_from
from pitchdeck.features.sourcing.queries import CapacityRow, capacity_from

ASKED = ("submitted", "screened", "in_scoring", "shortlisted", "in_funding", "covered", "in_review")
RUNNING = ("active", "gate_due", "paused", "rescoped")
"""Programmes that still need their planned hours; what is delivered or stopped needs none any more."""
QUARTERS = 4
A_THIRD = 1 / 3


@dataclass(frozen=True, slots=True)
class Need:
    """Hours that one pitch or investment needs of a team in a quarter."""

    unit_id: int
    unit_name: str
    quarter_on: date
    handle: str
    title: str
    running: bool
    hours: float


@dataclass(frozen=True, slots=True)
class TeamQuarter:
    """A team's quarter: what it has, None where nobody said so, and what is needed of it."""

    unit_id: int
    unit_name: str
    quarter_on: date
    capacity: float | None
    source: str
    needs: tuple[Need, ...]

    @property
    def running(self) -> float:
        """The hours of investments under way and of funded pitches."""
        return math.fsum(need.hours for need in self.needs if need.running)

    @property
    def asked(self) -> float:
        """The hours of submitted pitches that nobody has decided yet."""
        return math.fsum(need.hours for need in self.needs if not need.running)

    @property
    def free(self) -> float | None:
        """What is left; negative where more is needed than there is."""
        return None if self.capacity is None else self.capacity - self.running - self.asked


_NEEDS: Select[*tuple[Any, ...]] = (
    select(
        *(RevisionHours.unit_id, Unit.name, Pitch.id, Pitch.ref, Pitch.title, Pitch.state),
        *(RevisionHours.start_on, Investment.baseline_on, RevisionHours.month_no, RevisionHours.hours),
    )
    .join_from(RevisionHours, Revision, Revision.id == RevisionHours.revision_id)
    .join(Pitch, (Pitch.id == Revision.pitch_id) & (Pitch.revision_no == Revision.number))
    .join(Unit, Unit.id == RevisionHours.unit_id)
    .outerjoin(Investment, Investment.pitch_id == Pitch.id)
    .where(
        RevisionHours.unit_id.in_(bindparam("units", expanding=True, type_=Id())),
        RevisionHours.team.in_(OWN_TEAMS),
        Pitch.state.in_((*ASKED, "funded")),
        or_(Investment.id.is_(None), Investment.state.in_(RUNNING)),
    )
    .order_by(Unit.name, Pitch.id, RevisionHours.month_no, RevisionHours.id)
)


def needs_of(session: Session, units: Iterable[int], *, without: int | None = None) -> tuple[Need, ...]:
    """What is needed of these units' people, by pitch and quarter, without one pitch. One statement.

    An investment's months count from the month to which its release re-anchored it.
    """
    found: dict[tuple[int, date, int], tuple[Any, float]] = {}
    for row in session.execute(_NEEDS, {"units": sorted(units)}):
        if row.id == without:
            continue
        month = month_after(row.baseline_on or row.start_on, row.month_no)
        key = (row.unit_id, quarter_of(month), row.id)
        found[key] = (row, found.get(key, (row, 0.0))[1] + row.hours)
    return tuple(
        Need(unit_id, row.name, quarter, row.ref or "", row.title, row.state == "funded", hours)
        for (unit_id, quarter, _pitch), (row, hours) in found.items()
    )


def team_quarters(
    session: Session, units: Mapping[int, str], today: date, *, count: int = QUARTERS
) -> tuple[TeamQuarter, ...]:
    """The next quarters of these units that have hours or are needed, by unit. Two statements."""
    quarters = quarters_from(today, count)
    known = _by_quarter(capacity_from(session, units, quarters[0]))
    needs = needs_of(session, units)
    teams = {row.unit_id for row in known.values()} | {need.unit_id for need in needs}
    return tuple(
        _quarter(unit, units[unit], quarter, known.get((unit, quarter)), needs)
        for unit in sorted(teams, key=lambda unit: (units[unit], unit))
        for quarter in quarters
    )


def _by_quarter(rows: Sequence[CapacityRow]) -> dict[tuple[int, date], CapacityRow]:
    return {(row.unit_id, row.quarter_on): row for row in rows}


def _quarter(
    unit: int, name: str, quarter: date, known: CapacityRow | None, needs: tuple[Need, ...]
) -> TeamQuarter:
    own = tuple(need for need in needs if (need.unit_id, need.quarter_on) == (unit, quarter))
    return TeamQuarter(
        unit, name, quarter, known.hours if known else None, known.source if known else "", own
    )


def rooms_of(
    session: Session, pitch: PitchRow, start_on: date | None, hours_by_team: Mapping[str, Sequence[float]]
) -> tuple[Room, ...]:
    """What a pitch needs of its team by quarter, and what is free there without it. Three statements.

    Quarters of which nobody said how many hours there are say nothing.
    """
    if start_on is None:
        return ()
    needed: dict[date, float] = {}
    for team in OWN_TEAMS:
        for month, hours in enumerate(hours_by_team.get(team, ())):
            if hours > 0:
                quarter = quarter_of(month_after(start_on, month))
                needed[quarter] = needed.get(quarter, 0.0) + hours
    free = _free(session, pitch.id, quarter_of(start_on))
    return tuple(
        Room(free[quarter][0], quarter, hours, free[quarter][1])
        for quarter, hours in sorted(needed.items())
        if quarter in free
    )


def _free(session: Session, pitch_id: int, first: date) -> dict[date, tuple[str, float]]:
    """The team's name and free hours by quarter, without this pitch."""
    unit = team_of(session, pitch_id)
    others = needs_of(session, [unit], without=pitch_id)
    found = {}
    for row in capacity_from(session, [unit], first):
        taken = math.fsum(need.hours for need in others if need.quarter_on == row.quarter_on)
        found[row.quarter_on] = (row.unit_name, row.hours - taken)
    return found


def free_hours(session: Session, pitch: PitchRow, begins: date, months: int) -> float | None:
    """The hours that a pitch's team has free over some months, a third of a quarter for each of them.

    None where nobody said how many hours one of the quarters has. Three statements.
    """
    free = _free(session, pitch.id, quarter_of(begins))
    quarters = [quarter_of(month_after(begins, month)) for month in range(months)]
    if any(quarter not in free for quarter in quarters):
        return None
    return math.fsum(max(0.0, free[quarter][1]) * A_THIRD for quarter in quarters)
