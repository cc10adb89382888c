"""Questions about the organisation, its units, people and mandates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor, Grant
from pitchdeck.features.people.models import (
    MONEY_ROLES,
    Mandate,
    Organisation,
    Person,
    Unit,
)


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """The organisation's settings; rates are fractions per year, the objective is in percent."""

    name: str
    currency: str
    locale: str
    zone: str
    fiscal_year_start: int
    discount_rate: float
    roi_objective_pct: float
    burden: float
    burden_source: str
    demo: bool


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


_ORGANISATION = select(
    Organisation.name,
    Organisation.currency,
    Organisation.locale,
    Organisation.zone,
    Organisation.fiscal_year_start,
    Organisation.discount_rate,
    Organisation.roi_objective_pct,
    Organisation.burden,
    Organisation.burden_source,
    Organisation.demo,
)
_UNITS = select(Unit.id, Unit.key, Unit.name, Unit.parent_id).order_by(Unit.name, Unit.id)
_NAMES = select(Person.id, Person.name).where(Person.id.in_(bindparam("ids", expanding=True)))
_ACTOR = (
    select(Person.id, Person.key, Person.name, Mandate.role, Mandate.unit_id, Mandate.limit_minor)
    .join_from(
        Person,
        Mandate,
        (Mandate.person_id == Person.id)
        & (Mandate.valid_from <= bindparam("day"))
        & or_(Mandate.valid_to.is_(None), Mandate.valid_to >= bindparam("day"))
        & or_(Mandate.role.not_in(MONEY_ROLES), Mandate.confirmed_at.is_not(None)),
        isouter=True,
    )
    .where(Person.id == bindparam("person_id"), Person.active == True)  # noqa: E712  # a SQL comparison
    .order_by(Mandate.id)
)
_HOLDERS = (
    select(Person.id, Person.key, Person.name, Person.title)
    .where(
        Person.active == True,  # noqa: E712  # a SQL comparison
        exists().where(Mandate.person_id == Person.id, Mandate.role == bindparam("role")),
    )
    .order_by(Person.name, Person.id)
)
_PEOPLE = (
    select(Person.id, Person.key, Person.name, Person.title)
    .where(Person.active == True)  # noqa: E712  # a SQL comparison
    .order_by(Person.name, Person.id)
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
    )
    .join_from(Mandate, Person, Mandate.person_id == Person.id)
    .outerjoin(Unit, Mandate.unit_id == Unit.id)
    .order_by(Person.name, Mandate.id)
)
_ROLES_HELD = (
    select(Mandate.role, func.count(Mandate.person_id.distinct()))
    .join(Person, Mandate.person_id == Person.id)
    .where(
        Person.active == True,  # noqa: E712  # a SQL comparison
        or_(Mandate.role.not_in(MONEY_ROLES), Mandate.confirmed_at.is_not(None)),
    )
    .group_by(Mandate.role)
    .order_by(Mandate.role)
)


def organisation(session: Session) -> OrganisationRow | None:
    """The organisation, or None before the set-up."""
    row = session.execute(_ORGANISATION).one_or_none()
    return None if row is None else OrganisationRow(**row._mapping)  # noqa: SLF001  # public by its documentation


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


def actor_of(session: Session, person_id: int, on: date) -> Actor | None:
    """The person as an actor with the mandates valid on that day; None when unknown or inactive."""
    rows = session.execute(_ACTOR, {"person_id": person_id, "day": on}).all()
    if not rows:
        return None
    scopes = {row.unit_id: units_under(session, row.unit_id) for row in rows if row.unit_id is not None}
    grants = tuple(
        Grant(row.role, scopes.get(row.unit_id), row.limit_minor) for row in rows if row.role is not None
    )
    return Actor(rows[0].id, rows[0].key, rows[0].name, grants)


def names_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Names by person id."""
    return {row.id: row.name for row in session.execute(_NAMES, {"ids": sorted(set(ids))})}


def people_with(session: Session, role: str) -> tuple[PersonRow, ...]:
    """Active people who hold a mandate of the role, by name."""
    return tuple(PersonRow(*row) for row in session.execute(_HOLDERS, {"role": role}))


def people(session: Session) -> tuple[PersonRow, ...]:
    """All active people by name."""
    return tuple(PersonRow(*row) for row in session.execute(_PEOPLE))


def mandates(session: Session) -> tuple[MandateRow, ...]:
    """All mandates by person."""
    return tuple(MandateRow(*row) for row in session.execute(_MANDATES))


def mandate_to_change(session: Session, key: str) -> Mandate | None:
    """The mandate, locked until the act ends."""
    return session.execute(_MANDATE, {"key": key}).scalar_one_or_none()


def roles_held(session: Session) -> dict[str, int]:
    """How many active people hold each role with a mandate that works."""
    return {row[0]: row[1] for row in session.execute(_ROLES_HELD)}
