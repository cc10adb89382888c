"""Questions about units, people and mandates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, null, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.db import Day
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor, Grant, Named
from pitchdeck.features.people.models import (
    CARRIED,
    MONEY_ROLES,
    Deputy,
    Mandate,
    MandateEnd,
    Person,
    Unit,
)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit and its place in the tree."""

    id: int
    key: str
    name: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as lists show them."""

    id: int
    key: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class MandateRow:
    """A mandate with the names that a person reads."""

    key: str
    person_id: int
    person_name: str
    role: str
    unit_name: str | None
    valid_from: date
    valid_to: date | None
    granted_by_id: int
    confirmed_at: datetime | None
    person_key: str
    limit_minor: int | None


def valid_on(what: type[Mandate | Deputy], day: Any) -> ColumnElement[bool]:
    """Whether a mandate, or standing in, covers the day."""
    return and_(what.valid_from <= day, or_(what.valid_to.is_(None), what.valid_to >= day))


def who_did(person: type[Person], deputy: type[Person]) -> ColumnElement[str]:
    """Whose act it is by name; “B for A” where a deputy did it."""
    return func.coalesce(deputy.name + " for " + person.name, person.name)


_UNITS = select(Unit.id, Unit.key, Unit.name, Unit.parent_id).order_by(Unit.name, Unit.id)
_NAMES = select(Person.id, Person.name).where(Person.id.in_(bindparam("ids", expanding=True)))
_DAY = bindparam("day", type_=Day())
_NEEDS_NO_SECOND = Mandate.role.not_in(MONEY_ROLES)
_ACTOR_VALUES = (Mandate.role, Mandate.unit_id, Mandate.limit_minor)
_OWN: Select[*tuple[Any, ...]] = (
    select(
        Person.id,
        Person.key,
        Person.name,
        *_ACTOR_VALUES,
        or_(_NEEDS_NO_SECOND, Mandate.confirmed_at.is_not(None)).label("works"),
        *(null().label(name) for name in ("for_id", "for_key", "for_name", "sure")),
        Mandate.id.label("place"),
    )
    .outerjoin(Mandate, (Mandate.person_id == Person.id) & valid_on(Mandate, _DAY))
    .where(Person.id == bindparam("person_id"), Person.active == True)  # noqa: E712  # a SQL comparison
)
_Principal = aliased(Person)
_STOOD_IN: Select[*tuple[Any, ...]] = (
    select(
        Person.id,
        Person.key,
        Person.name,
        *_ACTOR_VALUES,
        or_(_NEEDS_NO_SECOND, Mandate.confirmed_at.is_not(None)).label("works"),
        *(Deputy.for_id, _Principal.key, _Principal.name, Deputy.confirmed_at.is_not(None)),
        Mandate.id.label("place"),
    )
    .join(Deputy, (Deputy.deputy_id == Person.id) & valid_on(Deputy, _DAY))
    .join(_Principal, (_Principal.id == Deputy.for_id) & (_Principal.active == True))  # noqa: E712  # a SQL comparison
    .outerjoin(
        Mandate,
        (Mandate.person_id == Deputy.for_id) & Mandate.role.in_(CARRIED) & valid_on(Mandate, _DAY),
    )
    .where(Person.id == bindparam("person_id"), Person.active == True)  # noqa: E712  # a SQL comparison
)
_ACTOR = _OWN.union_all(_STOOD_IN).order_by("place")
_HOLDERS = (
    select(Person.id, Person.key, Person.name, Person.title)
    .where(
        Person.active == True,  # noqa: E712  # a SQL comparison
        exists().where(
            Mandate.person_id == Person.id,
            Mandate.role == bindparam("role"),
            ~exists().where(MandateEnd.mandate_id == Mandate.id),
            or_(_NEEDS_NO_SECOND, Mandate.confirmed_at.is_not(None)),
        ),
    )
    .order_by(Person.sort_key, Person.id)
)
_PEOPLE = (
    select(Person.id, Person.key, Person.name, Person.title)
    .where(Person.active == True)  # noqa: E712  # a SQL comparison
    .order_by(Person.sort_key, Person.id)
)
_MANDATE = select(Mandate).where(Mandate.key == bindparam("key")).with_for_update()
_MANDATES = (
    select(
        Mandate.key,
        Mandate.person_id,
        Person.name,
        Mandate.role,
        Unit.name,
        Mandate.valid_from,
        Mandate.valid_to,
        Mandate.granted_by_id,
        Mandate.confirmed_at,
        Person.key,
        Mandate.limit_minor,
    )
    .join_from(Mandate, Person, Mandate.person_id == Person.id)
    .outerjoin(Unit, Mandate.unit_id == Unit.id)
    .order_by(Person.sort_key, Mandate.id)
)
_MANDATE_ROW = _MANDATES.where(Mandate.key == bindparam("key"))


def units(session: Session) -> tuple[UnitRow, ...]:
    """All units by name."""
    return tuple(UnitRow(*row) for row in session.execute(_UNITS))


def units_under(session: Session, unit_id: int) -> frozenset[int]:
    """A unit and all units below it."""
    children: dict[int | None, list[int]] = {}
    for row in session.execute(_UNITS):
        children.setdefault(row.parent_id, []).append(row.id)
    found, queue = set[int](), [unit_id]
    while queue:
        unit = queue.pop()
        if unit not in found:
            found.add(unit)
            queue += children.get(unit, [])
    return frozenset(found)


def actor_of(session: Session, person_id: int, on: date, *, place: str = "") -> Actor | None:
    """The person as an actor with the mandates valid on that day; None when unknown or inactive.

    With `place`, the key of somebody for whom they stand in that day, that person with the roles of
    `CARRIED`, acted for by this one; a place that is not theirs that day is their own.
    """
    rows = session.execute(_ACTOR, {"person_id": person_id, "day": on}).all()
    if not rows:
        return None
    me = Named(rows[0].id, rows[0].key, rows[0].name)
    lent = _lent([row for row in rows if row.for_id is not None])
    taken = next((each for each in lent if each.key == place), None)
    whose = [row for row in rows if row.for_id == (taken.id if taken else None)]
    held = [row for row in whose if row.role is not None and row.works]
    scopes = {unit: units_under(session, unit) for unit in {row.unit_id for row in held} if unit is not None}
    who = taken or me
    return Actor(
        *(who.id, who.key, who.name),
        tuple(Grant(row.role, scopes.get(row.unit_id), row.limit_minor) for row in held),
        deputy=me if taken else None,
        stands_in=lent,
        waiting=frozenset(row.role for row in whose if row.role and not row.works),
    )


def _lent(rows: Sequence[Any]) -> tuple[Named, ...]:
    """Whose place may be taken: over money only once a second person confirmed it."""
    waits = {row.for_id for row in rows if row.role in MONEY_ROLES} - {row.for_id for row in rows if row.sure}
    found = {row.for_id: Named(row.for_id, row.for_key, row.for_name) for row in rows}
    return tuple(sorted((found[each] for each in found.keys() - waits), key=lambda one: (one.name, one.id)))


def names_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Names by person id."""
    return {row.id: row.name for row in session.execute(_NAMES, {"ids": sorted(set(ids))})}


def people_with(session: Session, role: str) -> tuple[PersonRow, ...]:
    """Active people with a mandate of the role that is confirmed and was not ended, by name."""
    return tuple(PersonRow(*row) for row in session.execute(_HOLDERS, {"role": role}))


def people(session: Session) -> tuple[PersonRow, ...]:
    """All active people by name."""
    return tuple(PersonRow(*row) for row in session.execute(_PEOPLE))


def mandates(session: Session) -> tuple[MandateRow, ...]:
    """All mandates by person."""
    return tuple(MandateRow(*row) for row in session.execute(_MANDATES))


def mandate_row(session: Session, key: str) -> MandateRow:
    """One mandate; NotFound when there is none."""
    row = session.execute(_MANDATE_ROW, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return MandateRow(*row)


def mandate_to_change(session: Session, key: str) -> Mandate | None:
    """The mandate, locked until the act ends."""
    return session.execute(_MANDATE, {"key": key}).scalar_one_or_none()
