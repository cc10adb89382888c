"""Money by vendor: what contracts, invoices, credit notes and accruals say, document by document."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, func, literal, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.features.funding.models import Account, Transfer
from pitchdeck.features.investments.models import (
    Accrual,
    Actual,
    Contract,
    ContractEnd,
    CreditNote,
    Investment,
    Overrun,
    Posting,
)
from pitchdeck.features.investments.queries.contracts import open_of
from pitchdeck.features.investments.queries.documents import ACCRUAL_STANDS, OPEN_OVERRUN, SETTLED
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.portfolio.figures import Line
from pitchdeck.features.projection import fiscal_year_of

Rows = Select[*tuple[Any, ...]]
VENDOR_AMOUNTS = ("contracted", "open", "ended", "invoiced", "credited", "accrued", "spent", "overrun")
"""Invoiced less credited and with what is accrued is what was spent of the budget and over it."""
NOBODY = "none"
"""The address of what names no vendor: internal charges, and accruals without a contract."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that counts, with what it says in minor units; `vendor` is as somebody typed it.

    The fiscal year is that of the accounts that paid it, and of the month of service when none did.
    """

    kind: str
    key: str
    vendor: str
    reference: str
    dated_on: date
    fiscal_year: int
    unit_key: str
    unit_name: str
    title: str
    investment_key: str
    pitch_id: int
    amounts: Mapping[str, int]
    ref: str = ""
    category: str = ""
    erp_code: str = ""
    by_name: str = ""

    @property
    def address(self) -> str:
        """The same for every way in which people space and capitalise a vendor's name."""
        return " ".join(self.vendor.split()).casefold() or NOBODY


_Undo, _UndoNote, _Loose, _Paid = aliased(Actual), aliased(CreditNote), aliased(Account), aliased(Account)
_By, _Hand = aliased(Person), aliased(Person)
_WHERE = (
    *(Unit.key.label("unit_key"), Unit.name.label("unit_name"), Pitch.title, Pitch.ref),
    *(Investment.key.label("investment_key"), Pitch.id.label("pitch_id")),
    func.coalesce(Contract.erp_code, "").label("erp_code"),
    who_did(_By, _Hand).label("by_name"),
)


def _with_people(statement: Rows, by: Any, deputy: Any) -> Rows:
    """Who confirmed each document, or wrote it where nobody confirms."""
    return statement.outerjoin(_By, _By.id == by).outerjoin(_Hand, _Hand.id == deputy)


_CONTRACTS: Rows = _with_people(
    select(Contract.key, Contract.vendor, Contract.reference, Contract.ends_on, Contract.fiscal_year, *_WHERE)
    .add_columns(
        Contract.amount.label("contracted"),
        open_of(Contract.id).correlate(Contract).scalar_subquery().label("open"),
        func.coalesce(ContractEnd.amount, 0).label("ended"),
        literal("").label("category"),
    )
    .join_from(Contract, Investment, Investment.id == Contract.investment_id)
    .join(Pitch, Pitch.id == Investment.pitch_id)
    .join(Unit, Unit.id == Pitch.unit_id)
    .outerjoin(ContractEnd, ContractEnd.contract_id == Contract.id)
    .where(Contract.confirmed_at.is_not(None))
    .order_by(Contract.ends_on, Contract.id),
    Contract.confirmed_by_id,
    Contract.confirmed_deputy_id,
)
_DRAWN_IN = (
    select(func.min(_Paid.fiscal_year))
    .join_from(Posting, Transfer, Transfer.id == Posting.transfer_id)
    .join(_Paid, _Paid.id == Transfer.to_id)
    .where(Posting.actual_id == Actual.id, Transfer.verb == "spend")
    .correlate(Actual)
    .scalar_subquery()
)
_OF_INVOICE = (
    func.coalesce(Contract.vendor, Actual.vendor).label("vendor"),
    Actual.period_on,
    Actual.category,
    func.coalesce(_Loose.fiscal_year, _DRAWN_IN).label("fiscal_year"),
)
_LooseMove = aliased(Transfer)
_CONFIRMED = and_(
    Actual.confirmed_at.is_not(None),
    Actual.reverses_id.is_(None),
    ~exists().where(_Undo.reverses_id == Actual.id),
)


def _around_invoice(statement: Rows) -> Rows:
    return (
        statement.join(Investment, Investment.id == Actual.investment_id)
        .join(Pitch, Pitch.id == Investment.pitch_id)
        .join(Unit, Unit.id == Pitch.unit_id)
        .outerjoin(Contract, Contract.id == Actual.contract_id)
        .outerjoin(_LooseMove, _LooseMove.id == Actual.transfer_id)
        .outerjoin(_Loose, _Loose.id == _LooseMove.to_id)
        .where(_CONFIRMED)
    )


_INVOICES = _with_people(
    _around_invoice(
        select(Actual.key, Actual.reference, Actual.document_on, *_OF_INVOICE, *_WHERE)
        .add_columns(
            Actual.amount.label("invoiced"),
            (Actual.amount - func.coalesce(Overrun.amount, 0) + func.coalesce(SETTLED, 0)).label("spent"),
            func.coalesce(OPEN_OVERRUN, 0).label("overrun"),
        )
        .select_from(Actual)
        .outerjoin(Overrun, Overrun.actual_id == Actual.id)
    ).order_by(Actual.document_on, Actual.id),
    Actual.confirmed_by_id,
    Actual.confirmed_deputy_id,
)
_CREDITS = _with_people(
    _around_invoice(
        select(CreditNote.key, CreditNote.reference, CreditNote.document_on, *_OF_INVOICE, *_WHERE)
        .add_columns(
            CreditNote.amount.label("credited"),
            (-CreditNote.loose - CreditNote.drawn).label("spent"),
        )
        .join_from(CreditNote, Actual, Actual.id == CreditNote.actual_id)
        .where(CreditNote.reverses_id.is_(None), ~exists().where(_UndoNote.reverses_id == CreditNote.id))
    ).order_by(CreditNote.document_on, CreditNote.id),
    CreditNote.by_id,
    CreditNote.deputy_id,
)
_ACCRUALS: Rows = _with_people(
    select(Accrual.key, Accrual.note.label("reference"), Accrual.dated_on)
    .add_columns(
        func.coalesce(Contract.vendor, "").label("vendor"),
        Account.fiscal_year,
        *_WHERE,
        Accrual.amount,
        Accrual.category,
    )
    .join_from(Accrual, Investment, Investment.id == Accrual.investment_id)
    .join(Pitch, Pitch.id == Investment.pitch_id)
    .join(Unit, Unit.id == Pitch.unit_id)
    .join(Transfer, Transfer.id == Accrual.transfer_id)
    .join(Account, Account.id == Transfer.to_id)
    .outerjoin(Contract, Contract.id == Accrual.contract_id)
    .where(ACCRUAL_STANDS)
    .order_by(Accrual.dated_on, Accrual.id),
    Accrual.by_id,
    Accrual.deputy_id,
)


def papers(session: Session, *, fiscal_year_start: int) -> tuple[Paper, ...]:
    """Every document that counts, by day. Four statements, however many there are."""

    def year(row: Any) -> int:
        if row.fiscal_year is not None:
            return int(row.fiscal_year)
        return fiscal_year_of(row.period_on, 0, fiscal_year_start=fiscal_year_start)

    found = [*_contracts(session), *_invoices(session, year), *_credits(session, year), *_accruals(session)]
    return tuple(sorted(found, key=lambda paper: (paper.dated_on, paper.kind, paper.key)))


def _paper(kind: str, row: Any, dated_on: date, year: int, **amounts: int) -> Paper:
    where = (row.unit_key, row.unit_name, row.title, row.investment_key, row.pitch_id)
    codes = (row.ref, row.category, row.erp_code, row.by_name or "")
    return Paper(kind, row.key, row.vendor, row.reference, dated_on, year, *where, amounts, *codes)


def _contracts(session: Session) -> Iterable[Paper]:
    for row in session.execute(_CONTRACTS):
        amounts = {"contracted": row.contracted, "open": int(row.open), "ended": row.ended}
        yield _paper("contract", row, row.ends_on, row.fiscal_year, **amounts)


def _invoices(session: Session, year: Callable[[Any], int]) -> Iterable[Paper]:
    for row in session.execute(_INVOICES):
        amounts = {"invoiced": row.invoiced, "spent": row.spent, "overrun": int(row.overrun)}
        yield _paper("actual", row, row.document_on, year(row), **amounts)


def _credits(session: Session, year: Callable[[Any], int]) -> Iterable[Paper]:
    for row in session.execute(_CREDITS):
        yield _paper("credit", row, row.document_on, year(row), credited=row.credited, spent=row.spent)


def _accruals(session: Session) -> Iterable[Paper]:
    for row in session.execute(_ACCRUALS):
        yield _paper("accrual", row, row.dated_on, row.fiscal_year, accrued=row.amount, spent=row.amount)


def wanted(found: Iterable[Paper], *, year: int | None = None, unit: str = "") -> tuple[Paper, ...]:
    """The documents of a fiscal year and a programme's unit, or of all."""
    return tuple(
        paper for paper in found if year in {None, paper.fiscal_year} and unit in {"", paper.unit_key}
    )


def units_of(found: Iterable[Paper]) -> tuple[tuple[str, str], ...]:
    """The units (key, name) whose programmes have documents, by name."""
    named = {(paper.unit_key, paper.unit_name) for paper in found}
    return tuple(sorted(named, key=lambda unit: (unit[1], unit[0])))


def vendor_lines(found: Sequence[Paper]) -> tuple[Line, ...]:
    """The documents summed by vendor, the largest first; a vendor's name is as it was first written."""
    names: dict[str, str] = {}
    sums: dict[str, dict[str, int]] = {}
    counts: dict[str, int] = {}
    for paper in found:
        names.setdefault(paper.address, " ".join(paper.vendor.split()) or "No vendor named")
        own = sums.setdefault(paper.address, dict.fromkeys(VENDOR_AMOUNTS, 0))
        counts[paper.address] = counts.get(paper.address, 0) + 1
        for name, amount in paper.amounts.items():
            own[name] += amount
    lines = (Line(address, name, _counted(counts[address]), sums[address]) for address, name in names.items())
    return tuple(
        sorted(lines, key=lambda line: (-line.amounts["spent"] - line.amounts["open"], line.address))
    )


def _counted(count: int) -> str:
    return f"{count} document{'' if count == 1 else 's'}"
