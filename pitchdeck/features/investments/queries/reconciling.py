"""Exports of the accounts by month, and each month beside our own documents."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, exists, func, select, union_all
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.db import Day
from pitchdeck.features.investments.figures import last_of_month
from pitchdeck.features.investments.figures.reconciling import Entry, Pair, reconcile
from pitchdeck.features.investments.models import (
    Actual,
    CreditNote,
    ErpExport,
    ErpLine,
    ErpMatch,
    Investment,
)
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch


@dataclass(frozen=True, slots=True)
class Export:
    """The newest export of a month."""

    id: int
    month_on: date
    by: str
    at: datetime
    lines: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month's export and how its lines stand beside our documents."""

    export: Export
    pairs: tuple[Pair, ...]

    def count(self, state: str) -> int:
        """How many pairs stand so."""
        return sum(1 for pair in self.pairs if pair.state == state)


_By, _For, _Newer = aliased(Person), aliased(Person), aliased(ErpExport)
_UndoneActual, _UndoneNote = aliased(Actual), aliased(CreditNote)
_COUNT = (
    select(func.count())
    .select_from(ErpLine)
    .where(ErpLine.export_id == ErpExport.id)
    .correlate(ErpExport)
    .scalar_subquery()
)
_NEWEST = ~exists().where(_Newer.month_on == ErpExport.month_on, _Newer.id > ErpExport.id)
_EXPORTS = (
    select(ErpExport.id, ErpExport.month_on, who_did(_By, _For), ErpExport.at, _COUNT)
    .join(_By, _By.id == ErpExport.by_id)
    .outerjoin(_For, _For.id == ErpExport.deputy_id)
    .where(_NEWEST)
    .order_by(ErpExport.month_on.desc())
)
_OF_MONTH = _EXPORTS.where(ErpExport.month_on == bindparam("month_on", type_=Day()))
_LINES = (
    select(ErpLine.key, ErpLine.reference, ErpLine.document_on, ErpLine.amount, ErpLine.erp_code)
    .where(ErpLine.export_id == bindparam("export_id"))
    .order_by(ErpLine.row_no)
)
_FROM, _UNTIL = bindparam("since", type_=Day()), bindparam("until", type_=Day())
_OURS: CompoundSelect[Any] = union_all(
    select(Actual.key, Actual.reference, Actual.document_on, Actual.amount, Pitch.title)
    .join(Investment, Investment.id == Actual.investment_id)
    .join(Pitch, Pitch.id == Investment.pitch_id)
    .where(
        Actual.document_on.between(_FROM, _UNTIL),
        Actual.confirmed_at.is_not(None),
        ~exists().where(_UndoneActual.reverses_id == Actual.id),
    ),
    select(CreditNote.key, CreditNote.reference, CreditNote.document_on, -CreditNote.amount, Pitch.title)
    .join(Actual, Actual.id == CreditNote.actual_id)
    .join(Investment, Investment.id == Actual.investment_id)
    .join(Pitch, Pitch.id == Investment.pitch_id)
    .where(
        CreditNote.document_on.between(_FROM, _UNTIL),
        CreditNote.reverses_id.is_(None),
        ~exists().where(_UndoneNote.reverses_id == CreditNote.id),
    ),
)
_Before = aliased(ErpLine)
# What was said of a line holds for the same line of a newer export of its month.
_BY_HAND = (
    select(ErpLine.key, func.coalesce(Actual.key, CreditNote.key), ErpMatch.reason)
    .select_from(ErpLine)
    .join(ErpExport, ErpExport.month_on == bindparam("month_on", type_=Day()))
    .join(_Before, _Before.export_id == ErpExport.id)
    .join(ErpMatch, ErpMatch.line_id == _Before.id)
    .outerjoin(Actual, Actual.id == ErpMatch.actual_id)
    .outerjoin(CreditNote, CreditNote.id == ErpMatch.credit_note_id)
    .where(
        ErpLine.export_id == bindparam("export_id"),
        _Before.reference == ErpLine.reference,
        _Before.document_on == ErpLine.document_on,
        _Before.amount == ErpLine.amount,
        _Before.erp_code == ErpLine.erp_code,
    )
    .order_by(ErpMatch.id)
)
_SAME = select(ErpExport.id).where(
    ErpExport.month_on == bindparam("month_on", type_=Day()), ErpExport.digest == bindparam("digest")
)
_LINE = select(ErpLine.id).where(ErpLine.key == bindparam("key"))
_ACTUAL_ID = select(Actual.id).where(Actual.key == bindparam("key"))
_NOTE_ID = select(CreditNote.id).where(CreditNote.key == bindparam("key"))


def exports(session: Session) -> tuple[Export, ...]:
    """The newest export of each month, the newest month first."""
    return tuple(Export(*row) for row in session.execute(_EXPORTS))


def month_of(session: Session, month_on: date) -> Month | None:
    """A month beside our documents of it; None before its first export. At most four statements."""
    row = session.execute(_OF_MONTH, {"month_on": month_on}).one_or_none()
    if row is None:
        return None
    export = Export(*row)
    days = {"since": month_on, "until": last_of_month(month_on)}
    ours = sorted(
        (Entry(*each) for each in session.execute(_OURS, days)), key=lambda each: (each.on, each.key)
    )
    theirs = [Entry(*each) for each in session.execute(_LINES, {"export_id": export.id})]
    said = session.execute(_BY_HAND, {"export_id": export.id, "month_on": month_on})
    by_hand = {line: (document, reason) for line, document, reason in said}
    return Month(export, reconcile(ours, theirs, by_hand))


def is_exported(session: Session, month_on: date, digest: str) -> bool:
    """Whether exactly this list of the month is there already."""
    return session.execute(_SAME, {"month_on": month_on, "digest": digest}).first() is not None


def ids_of_match(session: Session, line_key: str, document_key: str) -> tuple[int, int | None, int | None]:
    """(line, actual, credit note) of the two sides of a match; one of the last two is None."""
    line = session.execute(_LINE, {"key": line_key}).scalar_one()
    actual = session.execute(_ACTUAL_ID, {"key": document_key}).scalar_one_or_none()
    note = None if actual else session.execute(_NOTE_ID, {"key": document_key}).scalar_one()
    return line, actual, note
