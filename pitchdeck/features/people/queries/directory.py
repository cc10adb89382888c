"""Questions about the people of the house as its administrator sees them: who, in which state, with what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base import history
from pitchdeck.base.db import Day, Text
from pitchdeck.base.errors import NotFound
from pitchdeck.base.folding import fold
from pitchdeck.base.history import Entry
from pitchdeck.features.people.models import MONEY_ROLES, Mandate, Organisation, Person, SignIn, Unit
from pitchdeck.features.people.queries.members import valid_on

PER_PAGE = 50
STATES = ("active", "invited", "left")


@dataclass(frozen=True, slots=True)
class Role:
    """A role that a person holds today; `works` is False while it waits for its second person."""

    role: str
    works: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the list; invited is who never set a password nor signed in, left who was deactivated."""

    id: int
    key: str
    name: str
    email: str
    title: str
    unit_key: str | None
    unit_name: str | None
    state: str
    created_at: datetime


_ENTERED = or_(Person.password_hash.is_not(None), exists().where(SignIn.person_id == Person.id))
_STATE = case((Person.active == False, "left"), (_ENTERED, "active"), else_="invited")  # noqa: E712  # a SQL comparison
_MEMBER = select(
    Person.id,
    Person.key,
    Person.name,
    Person.email,
    Person.title,
    Unit.key,
    Unit.name,
    _STATE.label("state"),
    Person.created_at,
).outerjoin(Unit, Unit.id == Person.unit_id)
_Last = aliased(Person)
_AFTER = bindparam("after", type_=Text())
_LIKE, _FOLDED = bindparam("like", type_=Text()), bindparam("folded", type_=Text())
_MEMBERS: Select[*tuple[Any, ...]] = (
    _MEMBER.outerjoin(_Last, _Last.key == _AFTER)
    .where(
        bindparam("state", type_=Text()) == _STATE,
        or_(Person.sort_key.like(_FOLDED, escape="\\"), Person.email.like(_LIKE, escape="\\")),
        or_(
            _Last.id.is_(None),
            Person.sort_key > _Last.sort_key,
            and_(Person.sort_key == _Last.sort_key, Person.id > _Last.id),
        ),
    )
    .order_by(Person.sort_key, Person.id)
    .limit(PER_PAGE + 1)
)
_ONE = _MEMBER.where(Person.key == bindparam("key"))
_TO_CHANGE = select(Person).where(Person.key == bindparam("key")).with_for_update()
_TAKEN = select(Person.id).where(Person.email == bindparam("email"))
_VALID = valid_on(Mandate, bindparam("day", type_=Day()))
_WORKS = or_(Mandate.role.not_in(MONEY_ROLES), Mandate.confirmed_at.is_not(None))
_ROLES = (
    select(Mandate.person_id, Mandate.role, _WORKS.label("works"))
    .where(Mandate.person_id.in_(bindparam("ids", expanding=True)), _VALID)
    .order_by(Mandate.person_id, Mandate.role, Mandate.id)
)
_OTHERS = select(func.count(Person.id.distinct())).where(
    Person.active == True,  # noqa: E712  # a SQL comparison
    _ENTERED,
    Person.id != bindparam("person_id"),
    exists().where(Mandate.person_id == Person.id, Mandate.role == bindparam("role"), _VALID, _WORKS),
)
_HOUSE = select(Organisation.id).with_for_update()
_KEPT = select(Organisation.id).with_for_update(read=True)


def members(session: Session, *, state: str, search: str = "", after: str = "") -> tuple[Member, ...]:
    """Up to 51 people in this state by name, after the one with this key; `search` looks in their words.

    Names and titles are compared without case and accents, whatever the script.
    """
    words = fold(search)
    folded = f"%{_plain(words)}%" if words or not search else ""
    asked = {"state": state, "like": f"%{_plain(search.lower())}%", "folded": folded, "after": after}
    return tuple(Member(*row) for row in session.execute(_MEMBERS, asked))


def _plain(text: str) -> str:
    """A text as LIKE finds it and nothing else."""
    return "".join(f"\\{letter}" if letter in "\\%_" else letter for letter in text)


def member(session: Session, key: str) -> Member:
    """One person; NotFound when there is none."""
    row = session.execute(_ONE, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return Member(*row)


def person_to_change(session: Session, key: str) -> Person:
    """The person, locked until the act ends; NotFound when there is none."""
    person = session.execute(_TO_CHANGE, {"key": key}).scalar_one_or_none()
    if person is None:
        raise NotFound
    return person


def address_taken(session: Session, email: str, *, but: int | None = None) -> bool:
    """Whether somebody else, active or not, has this address."""
    found = session.execute(_TAKEN, {"email": email}).scalar_one_or_none()
    return found is not None and found != but


def roles_of(session: Session, ids: Iterable[int], day: date) -> dict[int, tuple[Role, ...]]:
    """The roles that these people hold on a day, each once."""
    found: dict[int, dict[str, bool]] = {}
    for row in session.execute(_ROLES, {"ids": sorted(set(ids)), "day": day}):
        held = found.setdefault(row.person_id, {})
        held[row.role] = held.get(row.role, False) or bool(row.works)
    return {
        person: tuple(Role(role, works) for role, works in held.items()) for person, held in found.items()
    }


def others_who_hold(session: Session, role: str, person_id: int, day: date) -> int:
    """How many others can act in this role on a day: active, no longer invited, with a mandate that works."""
    asked = {"role": role, "person_id": person_id, "day": day}
    return int(session.execute(_OTHERS, asked).scalar_one())


def acts_around(session: Session, key: str, of_mandates: Sequence[str]) -> tuple[Entry, ...]:
    """The last 200 acts on a person and on these mandates of theirs, newest first."""
    kinds = ("mandate", "deputy")
    return history.of_any(session, [("person", key), *((kind, one) for one in of_mandates for kind in kinds)])


def hold_the_house(session: Session) -> None:
    """Let acts on who may do what wait for each other, so that two at once cannot leave nobody."""
    session.execute(_HOUSE).scalar_one_or_none()


def keep_the_house(session: Session) -> None:
    """Let nobody change the organisation's settings until the act ends; acts that keep it run together."""
    session.execute(_KEPT).scalar_one_or_none()
