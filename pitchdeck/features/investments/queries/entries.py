"""Actuals and hours worked of an investment, each with what the viewer may do about it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor, Verdict
from pitchdeck.features.investments.models import (
    Actual,
    Contract,
    HoursWorked,
    Investment,
    Overrun,
)
from pitchdeck.features.investments.policy import Around, EntryFacts
from pitchdeck.features.investments.queries.around import around, seen
from pitchdeck.features.investments.queries.documents import OPEN_OVERRUN, credited
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did

Rows = Select[*tuple[Any, ...]]

_NO = Verdict(ok=False)


@dataclass(frozen=True, slots=True)
class ActualRow:
    """Money really spent, in minor units; `over` is the part above what was released."""

    key: str
    investment_key: str
    investment_state: str
    pitch_id: int
    document_on: date
    period_on: date
    category: str
    amount: int
    reference: str
    vendor: str
    reported_by_id: int
    reported_deputy_id: int | None
    reported_by: str
    reported_at: datetime
    confirmed_by: str | None
    confirmed_at: datetime | None
    over: int
    reversed_by: str | None
    reversed_at: datetime | None
    reversed_why: str | None
    contract_key: str | None
    contract_reference: str | None
    credited: int
    confirm: Verdict = _NO
    reverse: Verdict = _NO
    credit: Verdict = _NO

    @property
    def state(self) -> str:
        """Reported, confirmed, or reversed."""
        if self.reversed_at is not None:
            return "reversed"
        return "reported" if self.confirmed_at is None else "confirmed"


@dataclass(frozen=True, slots=True)
class HoursRow:
    """People's time of a month, valued in minor units."""

    key: str
    investment_key: str
    investment_state: str
    pitch_id: int
    period_on: date
    rate_name: str
    hours: float
    hourly_minor: int
    value_minor: int
    reported_by_id: int
    reported_by: str
    reversed_why: str | None
    reverse: Verdict = _NO


_Undo, _UndoHours = aliased(Actual), aliased(HoursWorked)
_Reporter, _Second, _Undoer = aliased(Person), aliased(Person), aliased(Person)
_ForReporter, _ForSecond = aliased(Person), aliased(Person)
_ACTUALS: Rows = (
    select(
        Actual.key,
        Investment.key,
        Investment.state,
        Investment.pitch_id,
        Actual.document_on,
        Actual.period_on,
        Actual.category,
        Actual.amount,
        Actual.reference,
        Actual.vendor,
        Actual.reported_by_id,
        Actual.reported_deputy_id,
        who_did(_Reporter, _ForReporter),
        Actual.reported_at,
        who_did(_Second, _ForSecond),
        Actual.confirmed_at,
        func.coalesce(OPEN_OVERRUN, 0),
        _Undoer.name,
        _Undo.reported_at,
        _Undo.reason,
        Contract.key,
        Contract.reference,
        credited(Actual.id),
    )
    .join_from(Actual, Investment, Investment.id == Actual.investment_id)
    .join(_Reporter, _Reporter.id == Actual.reported_by_id)
    .outerjoin(_ForReporter, _ForReporter.id == Actual.reported_deputy_id)
    .outerjoin(_Second, _Second.id == Actual.confirmed_by_id)
    .outerjoin(_ForSecond, _ForSecond.id == Actual.confirmed_deputy_id)
    .outerjoin(Overrun, Overrun.actual_id == Actual.id)
    .outerjoin(_Undo, _Undo.reverses_id == Actual.id)
    .outerjoin(_Undoer, _Undoer.id == _Undo.reported_by_id)
    .outerjoin(Contract, Contract.id == Actual.contract_id)
    .where(Actual.reverses_id.is_(None))
)
_HOURS: Rows = (
    select(
        HoursWorked.key,
        Investment.key,
        Investment.state,
        Investment.pitch_id,
        HoursWorked.period_on,
        HoursWorked.rate_name,
        HoursWorked.hours,
        HoursWorked.hourly_minor,
        HoursWorked.value_minor,
        HoursWorked.reported_by_id,
        Person.name,
        _UndoHours.reason,
    )
    .join_from(HoursWorked, Investment, Investment.id == HoursWorked.investment_id)
    .join(Person, Person.id == HoursWorked.reported_by_id)
    .outerjoin(_UndoHours, _UndoHours.reverses_id == HoursWorked.id)
    .where(HoursWorked.reverses_id.is_(None))
)
_OF = bindparam("investment_id", type_=Investment.id.type)
_KEY = bindparam("key", type_=Investment.key.type)
_ACTUALS_OF = _ACTUALS.where(Investment.id == _OF).order_by(Actual.period_on.desc(), Actual.id.desc())
_HOURS_OF = _HOURS.where(Investment.id == _OF).order_by(HoursWorked.period_on.desc(), HoursWorked.id.desc())
_ACTUAL, _HOUR = _ACTUALS.where(Actual.key == _KEY), _HOURS.where(HoursWorked.key == _KEY)


def actuals_of(session: Session, investment_id: int, viewer: Actor, near: Around) -> tuple[ActualRow, ...]:
    """The actuals of an investment, the newest month first; reversals show beside what they undo."""
    found = session.execute(_ACTUALS_OF, {"investment_id": investment_id})
    return tuple(_actual(ActualRow(*row), viewer, near) for row in found)


def hours_of(session: Session, investment_id: int, viewer: Actor, near: Around) -> tuple[HoursRow, ...]:
    """The hours worked, the newest month first."""
    found = session.execute(_HOURS_OF, {"investment_id": investment_id})
    return tuple(_hours(HoursRow(*row), viewer, near) for row in found)


def actual_of_key(session: Session, key: str, viewer: Actor) -> ActualRow:
    """One actual; NotFound when there is none, or its investment is not open to the viewer."""
    row = ActualRow(*_found(session, _ACTUAL, key))
    return _actual(row, viewer, seen(viewer, around(session, row.pitch_id), row.investment_state))


def hours_of_key(session: Session, key: str, viewer: Actor) -> HoursRow:
    """One entry of hours worked; NotFound when there is none, or its investment is not open to the viewer."""
    row = HoursRow(*_found(session, _HOUR, key))
    return _hours(row, viewer, seen(viewer, around(session, row.pitch_id), row.investment_state))


def _found(session: Session, statement: Rows, key: str) -> Any:
    row = session.execute(statement, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return row


def facts_for_actual(row: ActualRow, near: Around) -> EntryFacts:
    """What the rules for an actual look at."""
    return EntryFacts(
        near,
        row.investment_state,
        frozenset({row.reported_by_id, row.reported_deputy_id}),
        row.confirmed_at is not None,
        row.reversed_at is not None,
    )


def facts_for_hours(row: HoursRow, near: Around) -> EntryFacts:
    """What the rules for hours worked look at."""
    return EntryFacts(
        near, row.investment_state, frozenset({row.reported_by_id}), False, row.reversed_why is not None
    )


def _actual(row: ActualRow, viewer: Actor, near: Around) -> ActualRow:
    facts = facts_for_actual(row, near)
    return replace(
        row,
        confirm=policy.may("actual:confirm", viewer, facts),
        reverse=policy.may("actual:reverse", viewer, facts),
        credit=policy.may("credit:record", viewer, facts),
    )


def _hours(row: HoursRow, viewer: Actor, near: Around) -> HoursRow:
    return replace(row, reverse=policy.may("hours:reverse", viewer, facts_for_hours(row, near)))
