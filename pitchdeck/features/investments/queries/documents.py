"""Credit notes and accruals of investments, and what of an invoice may still be credited."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, cast, exists, func, literal, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base import policy
from pitchdeck.base.db import Minor
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor, Verdict
from pitchdeck.features.funding.models import Transfer
from pitchdeck.features.investments.models import (
    Accrual,
    AccrualEnd,
    Actual,
    Contract,
    CreditNote,
    Investment,
    Overrun,
    OverrunSettlement,
    Posting,
)
from pitchdeck.features.investments.policy import Around, EntryFacts
from pitchdeck.features.investments.queries.around import around, seen
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did

Rows = Select[*tuple[Any, ...]]
_NO = Verdict(ok=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A credit note or an accrual; `why` says what it is about, `ended_why` why it is over."""

    id: int
    key: str
    kind: str
    investment_key: str
    investment_state: str
    pitch_id: int
    reference: str
    dated_on: date
    amount: int
    why: str
    of_key: str | None
    of_reference: str | None
    by_id: int
    deputy_id: int | None
    by: str
    at: datetime
    ended_at: datetime | None
    ended_why: str | None
    reverse: Verdict = _NO


def once(note: Any) -> ColumnElement[int]:
    """1 for a credit note, -1 for the reversal of one."""
    return case((note.reverses_id.is_(None), 1), else_=-1)


def credited(actual_id: Any, part: Any = CreditNote.amount) -> Any:
    """What the credit notes of an actual take off it (or off one of its parts), as a subquery."""
    return (
        select(cast(func.coalesce(func.sum(part * once(CreditNote)), 0), Minor()))
        .where(CreditNote.actual_id == actual_id)
        .correlate(Actual, Overrun)
        .scalar_subquery()
    )


SETTLED = (
    select(cast(func.coalesce(func.sum(OverrunSettlement.amount), 0), Minor()))
    .where(OverrunSettlement.overrun_id == Overrun.id)
    .correlate(Overrun)
    .scalar_subquery()
)
"""What supplements have paid of an overrun."""
OPEN_OVERRUN = Overrun.amount - credited(Overrun.actual_id, CreditNote.over) - SETTLED
"""What is left of an overrun once credit notes have shrunk it and supplements have paid for it."""
ACCRUAL_STANDS = ~exists().where(AccrualEnd.accrual_id == Accrual.id)

_By, _For, _Undo = aliased(Person), aliased(Person), aliased(CreditNote)
_CREDITS: Rows = (
    select(
        *(CreditNote.id, CreditNote.key, literal("credit"), Investment.key, Investment.state),
        *(Investment.pitch_id, CreditNote.reference, CreditNote.document_on, CreditNote.amount),
        *(CreditNote.reason, Actual.key, Actual.reference, CreditNote.by_id, CreditNote.deputy_id),
        *(who_did(_By, _For), CreditNote.at, _Undo.at, _Undo.reason),
    )
    .join_from(CreditNote, Actual, Actual.id == CreditNote.actual_id)
    .join(Investment, Investment.id == Actual.investment_id)
    .join(_By, _By.id == CreditNote.by_id)
    .outerjoin(_For, _For.id == CreditNote.deputy_id)
    .outerjoin(_Undo, _Undo.reverses_id == CreditNote.id)
    .where(CreditNote.reverses_id.is_(None))
)
_ACCRUALS: Rows = (
    select(
        *(Accrual.id, Accrual.key, literal("accrual"), Investment.key, Investment.state),
        *(Investment.pitch_id, Accrual.category, Accrual.dated_on, Accrual.amount, Accrual.note),
        *(Contract.key, Contract.reference, Accrual.by_id, Accrual.deputy_id),
        *(who_did(_By, _For), Accrual.at, AccrualEnd.at, AccrualEnd.reason),
    )
    .join_from(Accrual, Investment, Investment.id == Accrual.investment_id)
    .join(_By, _By.id == Accrual.by_id)
    .outerjoin(_For, _For.id == Accrual.deputy_id)
    .outerjoin(Contract, Contract.id == Accrual.contract_id)
    .outerjoin(AccrualEnd, AccrualEnd.accrual_id == Accrual.id)
)
_OWN = bindparam("investment_id", type_=Investment.id.type)
_KEY = bindparam("key", type_=Investment.key.type)
_CREDITS_OF = _CREDITS.where(Investment.id == _OWN).order_by(CreditNote.document_on.desc(), CreditNote.id)
_ACCRUALS_OF = _ACCRUALS.where(Investment.id == _OWN).order_by(Accrual.dated_on.desc(), Accrual.id.desc())
_CREDIT, _ACCRUAL = _CREDITS.where(CreditNote.key == _KEY), _ACCRUALS.where(Accrual.key == _KEY)
_STANDING = select(CreditNote.id).where(
    CreditNote.actual_id == bindparam("actual_id"),
    CreditNote.reverses_id.is_(None),
    ~exists().where(_Undo.reverses_id == CreditNote.id),
)
_NAMED = _STANDING.where(CreditNote.reference == bindparam("reference"))
_OPEN = select(Accrual.id).where(
    Accrual.investment_id == bindparam("investment_id"), Accrual.key == bindparam("key"), ACCRUAL_STANDS
)
_TO_END = select(Accrual).where(Accrual.id == bindparam("id"), ACCRUAL_STANDS)
_NOTE = select(CreditNote).where(CreditNote.key == bindparam("key"))
_DRAWN = (
    select(cast(func.coalesce(func.sum(Transfer.amount), 0), Minor()))
    .join_from(Posting, Transfer, Transfer.id == Posting.transfer_id)
    .where(Posting.actual_id == Actual.id, Transfer.verb == "spend")
    .correlate(Actual)
    .scalar_subquery()
)
_LEFT: Rows = (
    select(
        func.coalesce(OPEN_OVERRUN, 0),
        func.coalesce(Transfer.amount, 0) + func.coalesce(SETTLED, 0) - credited(Actual.id, CreditNote.loose),
        _DRAWN - credited(Actual.id, CreditNote.drawn),
    )
    .select_from(Actual)
    .outerjoin(Overrun, Overrun.actual_id == Actual.id)
    .outerjoin(Transfer, Transfer.id == Actual.transfer_id)
    .where(Actual.id == bindparam("actual_id"))
)


@dataclass(frozen=True, slots=True)
class Left:
    """What of an actual no credit note has taken yet: its overrun, and what each source had paid."""

    over: int
    loose: int
    drawn: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.over + self.loose + self.drawn


def credits_of(session: Session, investment_id: int, viewer: Actor, near: Around) -> tuple[Document, ...]:
    """The credit notes of an investment, the newest first."""
    found = session.execute(_CREDITS_OF, {"investment_id": investment_id})
    return tuple(_judged(Document(*row), viewer, near) for row in found)


def accruals_of(session: Session, investment_id: int, viewer: Actor, near: Around) -> tuple[Document, ...]:
    """The accruals of an investment, the newest first."""
    found = session.execute(_ACCRUALS_OF, {"investment_id": investment_id})
    return tuple(_judged(Document(*row), viewer, near) for row in found)


def credit_of_key(session: Session, key: str, viewer: Actor) -> Document:
    """One credit note; NotFound when there is none, or its investment is not open to the viewer."""
    return _one(session, _CREDIT, key, viewer)


def accrual_of_key(session: Session, key: str, viewer: Actor) -> Document:
    """One accrual; NotFound when there is none, or its investment is not open to the viewer."""
    return _one(session, _ACCRUAL, key, viewer)


def left_of(session: Session, actual_id: int) -> Left:
    """What may still be credited of an actual."""
    return Left(*(int(each) for each in session.execute(_LEFT, {"actual_id": actual_id}).one()))


def is_credited(session: Session, actual_id: int, reference: str) -> bool:
    """Whether this credit note stands already."""
    return session.execute(_NAMED, {"actual_id": actual_id, "reference": reference}).first() is not None


def is_credited_at_all(session: Session, actual_id: int) -> bool:
    """Whether a credit note stands against this actual."""
    return session.execute(_STANDING, {"actual_id": actual_id}).first() is not None


def open_accrual(session: Session, investment_id: int, key: str) -> int | None:
    """The id of an accrual of this investment that is not over; None when there is none."""
    return session.execute(_OPEN, {"investment_id": investment_id, "key": key}).scalar_one_or_none()


def accrual_to_end(session: Session, accrual_id: int) -> Accrual | None:
    """The accrual itself unless it is over already."""
    return session.execute(_TO_END, {"id": accrual_id}).scalar_one_or_none()


def credit_to_change(session: Session, key: str) -> CreditNote:
    """The credit note itself; it never changes, only its reversal is added."""
    return session.execute(_NOTE, {"key": key}).scalar_one()


def facts_for_document(row: Document, near: Around) -> EntryFacts:
    """What the rules for a credit note or an accrual look at."""
    recorded = frozenset({row.by_id, row.deputy_id})
    return EntryFacts(near, row.investment_state, recorded, confirmed=True, reversed=row.ended_at is not None)


def _one(session: Session, statement: Rows, key: str, viewer: Actor) -> Document:
    found = session.execute(statement, {"key": key}).one_or_none()
    if found is None:
        raise NotFound
    row = Document(*found)
    return _judged(row, viewer, seen(viewer, around(session, row.pitch_id), row.investment_state))


def _judged(row: Document, viewer: Actor, near: Around) -> Document:
    return replace(row, reverse=policy.may(f"{row.kind}:reverse", viewer, facts_for_document(row, near)))
