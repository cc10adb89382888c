"""Actuals, hours worked and readings of an investment, each with what the viewer may do about it."""

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
    Attestation,
    Contract,
    HoursWorked,
    Investment,
    Overrun,
    Reading,
)
from pitchdeck.features.investments.policy import Around, EntryFacts, ReadingFacts
from pitchdeck.features.investments.queries.around import around, seen
from pitchdeck.features.investments.queries.documents import OPEN_OVERRUN, credited
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.strategy.models import Measure

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


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A measurement with the benefit that it shows, in minor units, and its sponsor's answer."""

    key: str
    investment_key: str
    investment_state: str
    pitch_id: int
    measure_name: str
    unit_of_measure: str
    target: float
    owner_id: int
    owner_name: str
    read_on: date
    covers_from: date
    covers_to: date
    baseline: float
    value: float
    isolation: float
    confidence: float
    method: str
    evidence: str
    unit_minor: int | None
    benefit_minor: int
    derivation: str
    reported_by_id: int
    reported_deputy_id: int | None
    reported_by: str
    verdict: str | None
    answered_why: str | None
    answered_at: datetime | None
    attest: Verdict = _NO

    @property
    def state(self) -> str:
        """Asked, attested, or refused."""
        return self.verdict or "asked"


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
_READINGS: Rows = (
    select(
        Reading.key,
        Investment.key,
        Investment.state,
        Investment.pitch_id,
        Measure.name,
        Measure.unit_of_measure,
        Measure.target,
        Measure.owner_id,
        _Second.name,
        Reading.read_on,
        Reading.covers_from,
        Reading.covers_to,
        Reading.baseline,
        Reading.value,
        Reading.isolation,
        Reading.confidence,
        Reading.method,
        Reading.evidence,
        Reading.unit_minor,
        Reading.benefit_minor,
        Reading.derivation,
        Reading.reported_by_id,
        Reading.reported_deputy_id,
        who_did(_Reporter, _ForReporter),
        Attestation.verdict,
        Attestation.reason,
        Attestation.at,
    )
    .join_from(Reading, Investment, Investment.id == Reading.investment_id)
    .join(Measure, Measure.id == Reading.measure_id)
    .join(_Second, _Second.id == Measure.owner_id)
    .join(_Reporter, _Reporter.id == Reading.reported_by_id)
    .outerjoin(_ForReporter, _ForReporter.id == Reading.reported_deputy_id)
    .outerjoin(Attestation, Attestation.reading_id == Reading.id)
)
_OF = bindparam("investment_id", type_=Investment.id.type)
_KEY = bindparam("key", type_=Investment.key.type)
_ACTUALS_OF = _ACTUALS.where(Investment.id == _OF).order_by(Actual.period_on.desc(), Actual.id.desc())
_HOURS_OF = _HOURS.where(Investment.id == _OF).order_by(HoursWorked.period_on.desc(), HoursWorked.id.desc())
_READINGS_OF = _READINGS.where(Investment.id == _OF).order_by(Reading.covers_from.desc(), Reading.id.desc())
_ACTUAL, _HOUR = _ACTUALS.where(Actual.key == _KEY), _HOURS.where(HoursWorked.key == _KEY)
_READING = _READINGS.where(Reading.key == _KEY)


def actuals_of(session: Session, investment_id: int, viewer: Actor, near: Around) -> tuple[ActualRow, ...]:
    """The actuals of an investment, the newest month first; reversals show beside what they undo."""
    found = session.execute(_ACTUALS_OF, {"investment_id": investment_id})
    return tuple(_actual(ActualRow(*row), viewer, near) for row in found)


def hours_of(session: Session, investment_id: int, viewer: Actor, near: Around) -> tuple[HoursRow, ...]:
    """The hours worked, the newest month first."""
    found = session.execute(_HOURS_OF, {"investment_id": investment_id})
    return tuple(_hours(HoursRow(*row), viewer, near) for row in found)


def readings_of(session: Session, investment_id: int, viewer: Actor, near: Around) -> tuple[ReadingRow, ...]:
    """The readings, the newest months first."""
    found = session.execute(_READINGS_OF, {"investment_id": investment_id})
    return tuple(_reading(ReadingRow(*row), viewer, near) for row in found)


def actual_of_key(session: Session, key: str, viewer: Actor) -> ActualRow:
    """One actual; NotFound when there is none, or its investment is not open to the viewer."""
    row = ActualRow(*_found(session, _ACTUAL, key))
    return _actual(row, viewer, seen(viewer, around(session, row.pitch_id), row.investment_state))


def hours_of_key(session: Session, key: str, viewer: Actor) -> HoursRow:
    """One entry of hours worked; NotFound when there is none, or its investment is not open to the viewer."""
    row = HoursRow(*_found(session, _HOUR, key))
    return _hours(row, viewer, seen(viewer, around(session, row.pitch_id), row.investment_state))


def reading_of_key(session: Session, key: str, viewer: Actor) -> ReadingRow:
    """One reading; NotFound when there is none, or its investment is not open to the viewer."""
    row = ReadingRow(*_found(session, _READING, key))
    return _reading(row, viewer, seen(viewer, around(session, row.pitch_id), row.investment_state))


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


def facts_for_reading(row: ReadingRow, near: Around) -> ReadingFacts:
    """What the rules for a reading look at."""
    reporters = frozenset({row.reported_by_id, row.reported_deputy_id})
    return ReadingFacts(near, row.owner_id, reporters, row.verdict)


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


def _reading(row: ReadingRow, viewer: Actor, near: Around) -> ReadingRow:
    return replace(row, attest=policy.may("reading:attest", viewer, facts_for_reading(row, near)))
