"""Questions of the first day: the set-up code, and who the founders over money are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.db import Day
from pitchdeck.features.people.models import Mandate, Person, SetupCode
from pitchdeck.features.people.policy import FOUNDERS
from pitchdeck.features.people.queries.members import valid_on


@dataclass(frozen=True, slots=True)
class FoundingMandate:
    """A mandate over money that waits on the first day, when nobody can confirm yet."""

    key: str
    person_id: int
    person_name: str
    role: str
    granted_by_id: int


_DAY = bindparam("day", type_=Day())
_CODE = select(SetupCode).where(SetupCode.id == 1).with_for_update()
_OPEN = select(SetupCode.code_hash).where(SetupCode.id == 1, SetupCode.used_at.is_(None))
_Other = aliased(Mandate)
_CONFIRMED = exists().where(_Other.role.in_(FOUNDERS), _Other.confirmed_at.is_not(None))
_FIRST: Select[*tuple[Any, ...]] = (
    select(Mandate.key, Mandate.person_id, Person.name, Mandate.role, Mandate.granted_by_id)
    .join(Person, Person.id == Mandate.person_id)
    .where(
        Mandate.role.in_(FOUNDERS),
        Mandate.confirmed_at.is_(None),
        valid_on(Mandate, _DAY),
        Person.active == True,  # noqa: E712  # a SQL comparison
        ~_CONFIRMED,
    )
    .order_by(Person.name, Mandate.id)
)
_INVITED = (
    select(Person.key, Person.name)
    .where(Person.active == True, Person.password_hash.is_(None))  # noqa: E712  # a SQL comparison
    .order_by(Person.name, Person.id)
)
_BY_ADDRESS = select(Person).where(Person.email == bindparam("email"), Person.active == True)  # noqa: E712  # a SQL comparison


def setup_code_to_change(session: Session) -> SetupCode | None:
    """The set-up code's row, locked until the act ends."""
    return session.execute(_CODE).scalar_one_or_none()


def open_setup_code(session: Session) -> str | None:
    """The hash of the code that still opens the set-up."""
    return session.execute(_OPEN).scalar_one_or_none()


def founding_mandates(session: Session, day: date) -> tuple[FoundingMandate, ...]:
    """Mandates of finance and fund owners that wait while none of that kind was ever confirmed."""
    return tuple(FoundingMandate(*row) for row in session.execute(_FIRST, {"day": day}))


def not_come_in(session: Session) -> tuple[tuple[str, str], ...]:
    """(key, name) of who has no password yet."""
    return tuple((row.key, row.name) for row in session.execute(_INVITED))


def starter_of_address(session: Session, email: str) -> Person | None:
    """The active person of an address."""
    return session.execute(_BY_ADDRESS, {"email": email}).scalar_one_or_none()
