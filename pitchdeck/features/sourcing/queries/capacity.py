"""Questions about the capacity of teams."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from pitchdeck.base.db import Day, Id
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.sourcing.models import TeamCapacity


@dataclass(frozen=True, slots=True)
class CapacityRow:
    """The hours of a unit in a quarter, with who said so and from where."""

    unit_id: int
    unit_name: str
    quarter_on: date
    hours: float
    source: str
    set_by: str
    set_at: datetime


_NEWEST = select(func.max(TeamCapacity.id)).group_by(TeamCapacity.unit_id, TeamCapacity.quarter_on)
_CAPACITY: Select[*tuple[Any, ...]] = (
    select(
        *(TeamCapacity.unit_id, Unit.name, TeamCapacity.quarter_on, TeamCapacity.hours),
        *(TeamCapacity.source, Person.name, TeamCapacity.set_at),
    )
    .join(Unit, Unit.id == TeamCapacity.unit_id)
    .join(Person, Person.id == TeamCapacity.set_by_id)
    .where(
        TeamCapacity.id.in_(_NEWEST),
        TeamCapacity.unit_id.in_(bindparam("units", expanding=True, type_=Id())),
        TeamCapacity.quarter_on >= bindparam("first", type_=Day()),
    )
    .order_by(Unit.name, TeamCapacity.quarter_on, TeamCapacity.id)
)


def capacity_from(session: Session, units: Iterable[int], first: date) -> tuple[CapacityRow, ...]:
    """What is known of these units' hours from a quarter on, by unit and quarter."""
    asked = {"units": sorted(units), "first": first}
    return tuple(CapacityRow(*row) for row in session.execute(_CAPACITY, asked))
