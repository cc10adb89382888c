"""What awaits the administrator: people, mandates and failed work; never an amount."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from pitchdeck.base.outbox import Outbox
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.queries import reviewed_by_nobody
from pitchdeck.features.people.models import MONEY_ROLES, ROLES, Mandate, Person
from pitchdeck.features.people.queries import founding_mandates
from pitchdeck.features.portfolio.queries.beginnings import first_day
from pitchdeck.features.portfolio.queries.homes.task import Part, Task
from pitchdeck.features.strategy.models import Measure

Rows = Select[*tuple[Any, ...]]
NEEDED = tuple(role for role in ROLES if role not in {"viewer", "auditor", "admin"})


@dataclass(frozen=True, slots=True)
class Staffing:
    """People without any part, roles that nobody holds, mandates that wait, and work that failed."""

    without: tuple[str, ...]
    empty_roles: tuple[str, ...]
    unconfirmed: int
    failed: int


_WITHOUT: Rows = (
    select(Person.name)
    .where(
        Person.active == True,  # noqa: E712  # a SQL comparison
        ~exists().where(Mandate.person_id == Person.id),
        ~exists().where(Measure.owner_id == Person.id),
    )
    .order_by(Person.name, Person.id)
)
_HELD: Rows = (
    select(
        Mandate.role,
        func.count(Mandate.id),
        func.count(Mandate.confirmed_at),
    )
    .join(Person, Person.id == Mandate.person_id)
    .where(
        Person.active == True,  # noqa: E712  # a SQL comparison
        Mandate.valid_from <= bindparam("today"),
        or_(Mandate.valid_to.is_(None), Mandate.valid_to >= bindparam("today")),
    )
    .group_by(Mandate.role)
    .order_by(Mandate.role)
)
_FAILED: Rows = select(func.count(Outbox.id)).where(Outbox.done_at.is_(None), Outbox.attempts > 0)


def admins_home(session: Session, today: date) -> Part:
    """What the first day still needs, people without mandate, acts that nobody can do, failed work.

    Six statements.
    """
    steps = first_day(session, today)
    missing = 0 if steps[-1].done else sum(not step.done for step in steps)
    without = tuple(session.execute(_WITHOUT).scalars())
    held = {row[0]: (row[1], row[2]) for row in session.execute(_HELD, {"today": today})}
    failed = session.execute(_FAILED).scalar_one()
    orphaned = len(reviewed_by_nobody(session, today))
    empty = tuple(role for role in NEEDED if not _usable(role, held))
    unconfirmed = sum(count - sure for role, (count, sure) in held.items() if role in MONEY_ROLES)
    tasks = [
        *([Task("set_up", "", "", 10, count=missing)] if missing else []),
        *([Task("people_without", "", "", 2, count=len(without))] if without else []),
        *(Task("role_empty", role, role, 3) for role in empty),
        *([Task("alternate", "", "", 3, count=orphaned)] if orphaned else []),
    ]
    return Part("admin", tuple(tasks), figures=Staffing(without, empty, unconfirmed, failed))


def _usable(role: str, held: dict[str, tuple[int, int]]) -> bool:
    count, confirmed = held.get(role, (0, 0))
    return (confirmed if role in MONEY_ROLES else count) > 0


def founders_home(session: Session, me: Actor, today: date) -> Part:
    """On the first day: the other founder's mandate, which only this person can confirm. One statement."""
    rows = founding_mandates(session, today)
    mine = me.id in {row.person_id for row in rows}
    others = [row for row in rows if row.person_id != me.id]
    tasks = (Task("founding", "", others[0].person_name, 1, count=len(others)),) if mine and others else ()
    return Part("founder", tasks)
