"""Questions about mandates and deputies: of one person, and who could do what on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.db import Day, Instant
from pitchdeck.base.errors import NotFound
from pitchdeck.base.history import History
from pitchdeck.features.people.models import (
    CARRIED,
    MONEY_ROLES,
    Deputy,
    DeputyEnd,
    Mandate,
    MandateChange,
    MandateEnd,
    Person,
    Unit,
)
from pitchdeck.features.people.queries.members import valid_on


@dataclass(frozen=True, slots=True)
class Held:
    """A mandate of a person, working, waiting or over, with who granted, confirmed and ended it."""

    key: str
    person_id: int
    role: str
    unit_name: str | None
    limit_minor: int | None
    valid_from: date
    valid_to: date | None
    granted_by_id: int
    granted_by: str
    confirmed_by: str | None
    confirmed_at: datetime | None
    ended_by: str | None
    end_reason: str | None
    change_reason: str | None

    @property
    def waits(self) -> bool:
        """Whether it touches money and nobody has confirmed it yet."""
        return self.role in MONEY_ROLES and self.confirmed_at is None

    def over(self, day: date) -> bool:
        """Whether its last day has passed."""
        return self.valid_to is not None and self.valid_to < day


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody who stands in for another, with dates."""

    key: str
    for_id: int
    for_key: str
    for_name: str
    deputy_id: int
    deputy_key: str
    deputy_name: str
    valid_from: date
    valid_to: date
    reason: str
    granted_by_id: int
    granted_by: str
    confirmed_by: str | None
    confirmed_at: datetime | None
    end_reason: str | None


@dataclass(frozen=True, slots=True)
class Power:
    """What somebody could do on a day: by a mandate of their own, or (`for_name`) standing in for another."""

    person_key: str
    person_name: str
    role: str
    unit_name: str | None
    limit_minor: int | None
    valid_from: date
    valid_to: date | None
    granted_by: str
    confirmed_by: str | None
    confirmed_at: datetime | None
    for_name: str | None = None


_Granter, _Second, _Ender = aliased(Person), aliased(Person), aliased(Person)
_HELD: Select[*tuple[Any, ...]] = (
    select(
        Mandate.key,
        Mandate.person_id,
        Mandate.role,
        Unit.name,
        Mandate.limit_minor,
        Mandate.valid_from,
        Mandate.valid_to,
        Mandate.granted_by_id,
        _Granter.name,
        _Second.name,
        Mandate.confirmed_at,
        _Ender.name,
        MandateEnd.reason,
        MandateChange.reason,
    )
    .join(_Granter, _Granter.id == Mandate.granted_by_id)
    .outerjoin(_Second, _Second.id == Mandate.confirmed_by_id)
    .outerjoin(Unit, Unit.id == Mandate.unit_id)
    .outerjoin(MandateEnd, MandateEnd.mandate_id == Mandate.id)
    .outerjoin(_Ender, _Ender.id == MandateEnd.by_id)
    .outerjoin(MandateChange, MandateChange.mandate_id == Mandate.id)
    .where(Mandate.person_id == bindparam("person_id"))
    .order_by(Mandate.id.desc())
)
_Principal, _Deputy = aliased(Person), aliased(Person)
_STAND_INS: Select[*tuple[Any, ...]] = (
    select(
        Deputy.key,
        Deputy.for_id,
        _Principal.key,
        _Principal.name,
        Deputy.deputy_id,
        _Deputy.key,
        _Deputy.name,
        Deputy.valid_from,
        Deputy.valid_to,
        Deputy.reason,
        Deputy.granted_by_id,
        _Granter.name,
        _Second.name,
        Deputy.confirmed_at,
        DeputyEnd.reason,
    )
    .join(_Principal, _Principal.id == Deputy.for_id)
    .join(_Deputy, _Deputy.id == Deputy.deputy_id)
    .join(_Granter, _Granter.id == Deputy.granted_by_id)
    .outerjoin(_Second, _Second.id == Deputy.confirmed_by_id)
    .outerjoin(DeputyEnd, DeputyEnd.deputy_id == Deputy.id)
    .order_by(Deputy.id.desc())
)
_STAND_INS_OF = _STAND_INS.where(
    or_(Deputy.for_id == bindparam("person_id"), Deputy.deputy_id == bindparam("person_id"))
)
_WAITING_DEPUTIES = _STAND_INS.where(
    Deputy.confirmed_at.is_(None),
    Deputy.valid_to >= bindparam("day", type_=Day()),
    select(Mandate.id)
    .where(
        Mandate.person_id == Deputy.for_id,
        Mandate.role.in_(tuple(set(CARRIED) & set(MONEY_ROLES))),
        valid_on(Mandate, bindparam("day", type_=Day())),
    )
    .exists(),
)
_DEPUTY = select(Deputy).where(Deputy.key == bindparam("key")).with_for_update()
_BY_ID = select(Mandate).where(Mandate.id == bindparam("id")).with_for_update()
_REPLACED = select(MandateChange.replaces_id).where(MandateChange.mandate_id == bindparam("id"))
_SAME = select(Mandate.id).where(
    Mandate.person_id == bindparam("person_id"),
    Mandate.role == bindparam("role"),
    Mandate.unit_id.is_not_distinct_from(bindparam("unit_id")),
    or_(Mandate.valid_to.is_(None), Mandate.valid_to >= bindparam("day", type_=Day())),
)
_DAY, _UNTIL = bindparam("day", type_=Day()), bindparam("until", type_=Instant())
_CONFIRMED_BY_THEN = or_(Mandate.role.not_in(MONEY_ROLES), Mandate.confirmed_at < _UNTIL)
_POWERS: Select[*tuple[Any, ...]] = (
    select(
        Person.key,
        Person.name,
        Mandate.role,
        Unit.name,
        Mandate.limit_minor,
        Mandate.valid_from,
        Mandate.valid_to,
        _Granter.name,
        _Second.name,
        Mandate.confirmed_at,
    )
    .join_from(Mandate, Person, Person.id == Mandate.person_id)
    .join(_Granter, _Granter.id == Mandate.granted_by_id)
    .outerjoin(_Second, _Second.id == Mandate.confirmed_by_id)
    .outerjoin(Unit, Unit.id == Mandate.unit_id)
    .where(valid_on(Mandate, _DAY), Mandate.granted_at < _UNTIL, _CONFIRMED_BY_THEN)
    .order_by(Person.name, Mandate.id)
)
_Held = aliased(Mandate)
_OVER_MONEY = exists().where(
    _Held.person_id == Deputy.for_id, _Held.role.in_(MONEY_ROLES), valid_on(_Held, _DAY)
)
"""Whoever stands in for somebody with a mandate over money waits for a second person, whatever they do."""
_POWERS_OF_DEPUTIES: Select[*tuple[Any, ...]] = (
    select(
        _Deputy.key,
        _Deputy.name,
        Mandate.role,
        Unit.name,
        Mandate.limit_minor,
        Deputy.valid_from,
        Deputy.valid_to,
        _Granter.name,
        _Second.name,
        Deputy.confirmed_at,
        Person.name,
        Person.key,
    )
    .join_from(Deputy, Person, Person.id == Deputy.for_id)
    .join(_Deputy, _Deputy.id == Deputy.deputy_id)
    .join(Mandate, Mandate.person_id == Deputy.for_id)
    .join(_Granter, _Granter.id == Deputy.granted_by_id)
    .outerjoin(_Second, _Second.id == Deputy.confirmed_by_id)
    .outerjoin(Unit, Unit.id == Mandate.unit_id)
    .where(
        valid_on(Mandate, _DAY),
        valid_on(Deputy, _DAY),
        Mandate.role.in_(CARRIED),
        Mandate.granted_at < _UNTIL,
        Deputy.granted_at < _UNTIL,
        _CONFIRMED_BY_THEN,
        or_(~_OVER_MONEY, Deputy.confirmed_at < _UNTIL),
    )
    .order_by(_Deputy.name, Deputy.id, Mandate.id)
)
_LEFT = (
    select(History.subject_key, History.verb)
    .where(
        History.subject_kind == "person",
        History.verb.in_(("deactivated", "reactivated")),
        History.at < _UNTIL,
    )
    .order_by(History.id)
)


def mandates_of(session: Session, person_id: int) -> tuple[Held, ...]:
    """Every mandate that a person has or had, newest first."""
    return tuple(Held(*row) for row in session.execute(_HELD, {"person_id": person_id}))


def deputies_around(session: Session, person_id: int) -> tuple[StandIn, ...]:
    """Who stands in for a person, and for whom they stand in, newest first."""
    return tuple(StandIn(*row) for row in session.execute(_STAND_INS_OF, {"person_id": person_id}))


def deputies_waiting(session: Session, day: date) -> tuple[StandIn, ...]:
    """Deputies of people with a mandate over money who wait for a second person."""
    return tuple(StandIn(*row) for row in session.execute(_WAITING_DEPUTIES, {"day": day}))


def deputy_to_change(session: Session, key: str) -> Deputy:
    """The deputy's row, locked until the act ends; NotFound when there is none."""
    deputy = session.execute(_DEPUTY, {"key": key}).scalar_one_or_none()
    if deputy is None:
        raise NotFound
    return deputy


def replaced_by(session: Session, mandate_id: int) -> Mandate | None:
    """The mandate whose place this one takes, locked until the act ends."""
    replaced = session.execute(_REPLACED, {"id": mandate_id}).scalar_one_or_none()
    return None if replaced is None else session.execute(_BY_ID, {"id": replaced}).scalar_one()


def holds_already(session: Session, person_id: int, role: str, unit_id: int | None, day: date) -> bool:
    """Whether a mandate of the same role and scope is valid on the day or later."""
    asked = {"person_id": person_id, "role": role, "unit_id": unit_id, "day": day}
    return session.execute(_SAME, asked).first() is not None


def powers_on(session: Session, day: date, until: datetime) -> tuple[Power, ...]:
    """Who could do what on a day, as it stood at its end `until`; deputies with whom they stood in for."""
    asked = {"day": day, "until": until}
    gone = _gone(session.execute(_LEFT, {"until": until}))
    own = [Power(*row) for row in session.execute(_POWERS, asked)]
    lent = [Power(*row[:-1]) for row in session.execute(_POWERS_OF_DEPUTIES, asked) if row[-1] not in gone]
    return tuple(power for power in (*own, *lent) if power.person_key not in gone)


def _gone(acts: Iterable[Any]) -> frozenset[str]:
    """Who had left by then, from the history of leaving and coming back."""
    last = {row.subject_key: row.verb for row in acts}
    return frozenset(key for key, verb in last.items() if verb == "deactivated")
