"""What an organisation still needs before its first round: the steps of the first day, done or not."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from pitchdeck.base.db import Day
from pitchdeck.features.people.models import MONEY_ROLES, Mandate, Person, Unit
from pitchdeck.features.people.policy import FOUNDERS
from pitchdeck.features.people.queries.members import valid_on
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.sourcing.models import StandardRate
from pitchdeck.features.strategy.models import Goal, Measure

NEEDED = ("presenter", "lead", "chair", "investor", "finance")
"""Roles without which no round can run; a fund owner or a second person of finance comes beside them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the first day; `open` are what is still missing, as codes or names."""

    kind: str
    done: bool
    open: tuple[str, ...] = ()


_COUNTS: Select[*tuple[Any, ...]] = select(
    select(func.count(Unit.id)).scalar_subquery(),
    exists(select(StandardRate.id)),
    exists(select(Goal.id)),
    exists(select(Measure.id)),
    exists(select(Round.id)),
    exists(select(Round.id).where(Round.state != "draft")),
)
_HELD: Select[*tuple[Any, ...]] = (
    select(
        Mandate.role,
        Person.id,
        Person.name,
        or_(Mandate.role.not_in(MONEY_ROLES), Mandate.confirmed_at.is_not(None)),
        Person.password_hash.is_not(None),
    )
    .join(Person, Person.id == Mandate.person_id)
    .where(Person.active == True, valid_on(Mandate, bindparam("day", type_=Day())))  # noqa: E712  # a SQL comparison
    .order_by(Person.name, Mandate.id)
)


def first_day(session: Session, day: date) -> tuple[Step, ...]:
    """The steps from nothing to the first round. Two statements."""
    units, rates, goal, measure, planned, opened = session.execute(_COUNTS).one()
    rows = session.execute(_HELD, {"day": day}).all()
    missing = [role for role in NEEDED if role not in {row.role for row in rows}]
    seconds = {row.id for row in rows if row.role in FOUNDERS}
    missing += ["second_person"] if len(seconds) < len(FOUNDERS) else []
    out = dict.fromkeys(row.name for row in rows if not row[4])
    waiting = dict.fromkeys(row.name for row in rows if not row[3])
    return (
        Step("units", units > 1),
        Step("people", not missing, tuple(missing)),
        Step("come_in", not out and not missing, tuple(out)),
        Step("second_person", not waiting and not missing, tuple(waiting)),
        Step("rates", bool(rates)),
        Step("goal", bool(goal)),
        Step("measure", bool(measure)),
        Step("round", bool(planned)),
        Step("open", bool(opened)),
    )
