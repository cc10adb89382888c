"""Questions about who heads a unit: whoever was named last, else the head of the nearest unit above."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pitchdeck.features.people.models import Person, Unit, UnitHead


@dataclass(frozen=True, slots=True)
class Head:
    """A unit's head: `unit_id` and `unit_name` are the unit for which the person was named."""

    id: int
    key: str
    name: str
    unit_id: int
    unit_name: str


@dataclass(frozen=True, slots=True)
class Heads:
    """The tree of units by id, and who was named head of which; people who left head nothing."""

    above: Mapping[int, int | None]
    named: Mapping[int, Head]

    def of(self, unit_id: int, *, without: frozenset[int] = frozenset()) -> Head | None:
        """Who answers for a unit's people: its head, or the nearest one above who is none of `without`."""
        place: int | None = unit_id
        while place is not None:
            head = self.named.get(place)
            if head is not None and head.id not in without:
                return head
            place = self.above.get(place)
        return None


NEWEST_HEADS = select(func.max(UnitHead.id)).group_by(UnitHead.unit_id)
_HEADS: Select[*tuple[Any, ...]] = (
    select(Unit.id, Unit.name, Unit.parent_id, Person.id, Person.key, Person.name)
    .outerjoin(UnitHead, (UnitHead.unit_id == Unit.id) & UnitHead.id.in_(NEWEST_HEADS))
    .outerjoin(Person, (Person.id == UnitHead.person_id) & (Person.active == True))  # noqa: E712  # a SQL comparison
    .order_by(Unit.name, Unit.id)
)


def heads(session: Session) -> Heads:
    """Who heads which unit today. One statement."""
    rows = session.execute(_HEADS).all()
    return Heads(
        {row[0]: row[2] for row in rows},
        {row[0]: Head(row[3], row[4], row[5], row[0], row[1]) for row in rows if row[3] is not None},
    )
