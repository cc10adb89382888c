"""The rows that an act changes, locked until it ends."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.funding.models import Review
from pitchdeck.features.investments.models import (
    Accrual,
    Actual,
    Attestation,
    Contract,
    ContractEnd,
    CreditNote,
    HoursWorked,
    Investment,
    Overrun,
    Posting,
    Reading,
)
from pitchdeck.features.investments.queries.contracts import open_of
from pitchdeck.features.pitches.models import Pitch, Revision

_BY_KEY = select(Investment).where(Investment.key == bindparam("key")).with_for_update(key_share=True)
_BY_PITCH = (
    select(Investment).where(Investment.pitch_id == bindparam("pitch_id")).with_for_update(key_share=True)
)


def _of(entry: type[Actual | Accrual | Contract | HoursWorked | Reading]) -> Select[Any]:
    """The investment of an entry's key, to be locked."""
    return (
        select(Investment)
        .join(entry, entry.investment_id == Investment.id)
        .where(entry.key == bindparam("key"))
        .with_for_update(of=Investment, key_share=True)
    )


_OF_ACTUAL, _OF_ACCRUAL, _OF_CONTRACT = _of(Actual), _of(Accrual), _of(Contract)
_OF_HOURS, _OF_READING = _of(HoursWorked), _of(Reading)
_OF_CREDIT = (
    select(Investment)
    .join(Actual, Actual.investment_id == Investment.id)
    .join(CreditNote, CreditNote.actual_id == Actual.id)
    .where(CreditNote.key == bindparam("key"))
    .with_for_update(of=Investment, key_share=True)
)
_ACTUAL = select(Actual).where(Actual.key == bindparam("key")).with_for_update()
_CONTRACT = select(Contract).where(Contract.key == bindparam("key")).with_for_update()
_TERMS = (
    select(Contract.id, Contract.fiscal_year, Contract.confirmed_at, ContractEnd.id.label("end_id"))
    .add_columns(Contract.investment_id)
    .outerjoin(ContractEnd, ContractEnd.contract_id == Contract.id)
)
_TERMS_OF_KEY = _TERMS.where(Contract.key == bindparam("key"))
_TERMS_OF_ID = _TERMS.where(Contract.id == bindparam("id"))
_OPEN = open_of(bindparam("contract_id"))
_SAME_CONTRACT = (
    select(Contract.key)
    .outerjoin(ContractEnd, ContractEnd.contract_id == Contract.id)
    .where(
        Contract.investment_id == bindparam("investment_id"),
        Contract.reference == bindparam("reference"),
        Contract.vendor == bindparam("vendor"),
        ContractEnd.id.is_(None),
    )
    .limit(1)
)
_POSTED = select(Posting.transfer_id).where(Posting.actual_id == bindparam("actual_id")).order_by(Posting.id)
_HOURS = select(HoursWorked).where(HoursWorked.key == bindparam("key"))
_READING = select(Reading).where(Reading.key == bindparam("key"))
_OVERRUN = select(Overrun).where(Overrun.actual_id == bindparam("actual_id"))
_APPROVED = (
    select(Review.revision_id)
    .where(Review.pitch_id == bindparam("pitch_id"), Review.verdict == "approved")
    .order_by(Review.id.desc())
    .limit(1)
)
_REFUSED = exists().where(Attestation.reading_id == Reading.id, Attestation.verdict == "refused")
_COVERING = (
    select(Reading.covers_from, Reading.covers_to)
    .where(
        Reading.investment_id == bindparam("investment_id"),
        Reading.measure_id == bindparam("measure_id"),
        Reading.covers_from <= bindparam("until"),
        Reading.covers_to >= bindparam("since"),
        ~_REFUSED,
    )
    .order_by(Reading.covers_from, Reading.id)
    .limit(1)
)
_Undo = aliased(Actual)
_SAME = (
    select(Actual.key)
    .where(
        Actual.investment_id == bindparam("investment_id"),
        Actual.reference == bindparam("reference"),
        Actual.vendor == bindparam("vendor"),
        Actual.period_on == bindparam("period_on"),
        Actual.amount == bindparam("amount"),
        Actual.reverses_id.is_(None),
        ~exists().where(_Undo.reverses_id == Actual.id),
    )
    .limit(1)
)
_PITCH = (
    select(Pitch.key, Revision.currency)
    .join(Revision, Revision.pitch_id == Pitch.id)
    .where(Revision.id == bindparam("revision_id"))
)


def investment_to_change(session: Session, key: str) -> Investment:
    """The investment itself, locked until the act ends; NotFound when there is none."""
    return _locked(session, _BY_KEY, key)


def investment_of_actual_to_change(session: Session, key: str) -> Investment:
    """The investment that an actual belongs to, locked until the act ends."""
    return _locked(session, _OF_ACTUAL, key)


def investment_of_accrual_to_change(session: Session, key: str) -> Investment:
    """The investment that an accrual belongs to, locked until the act ends."""
    return _locked(session, _OF_ACCRUAL, key)


def investment_of_credit_to_change(session: Session, key: str) -> Investment:
    """The investment that a credit note belongs to, locked until the act ends."""
    return _locked(session, _OF_CREDIT, key)


def investment_of_contract_to_change(session: Session, key: str) -> Investment:
    """The investment that a contract belongs to, locked until the act ends."""
    return _locked(session, _OF_CONTRACT, key)


def investment_of_hours_to_change(session: Session, key: str) -> Investment:
    """The investment that hours worked belong to, locked until the act ends."""
    return _locked(session, _OF_HOURS, key)


def investment_of_reading_to_change(session: Session, key: str) -> Investment:
    """The investment that a reading belongs to, locked until the act ends."""
    return _locked(session, _OF_READING, key)


def investment_of_pitch_to_change(session: Session, pitch_id: int) -> Investment | None:
    """The investment of a pitch, locked until the act ends; None before its first release."""
    return session.execute(_BY_PITCH, {"pitch_id": pitch_id}).scalar_one_or_none()


def actual_to_change(session: Session, key: str) -> Actual:
    """The actual itself, locked until the act ends."""
    return session.execute(_ACTUAL, {"key": key}).scalar_one()


def contract_to_change(session: Session, key: str) -> Contract:
    """The contract itself, locked until the act ends."""
    return session.execute(_CONTRACT, {"key": key}).scalar_one()


@dataclass(frozen=True, slots=True)
class Terms:
    """A contract as its invoices need it; `open` is in minor units, and nothing once it has ended."""

    id: int
    fiscal_year: int
    investment_id: int
    confirmed: bool
    ended: bool
    open: int


def terms_of_key(session: Session, key: str) -> Terms | None:
    """The contract of a key; None when there is none."""
    return _terms(session, session.execute(_TERMS_OF_KEY, {"key": key}).one_or_none())


def terms_of_id(session: Session, contract_id: int) -> Terms:
    """The contract of an id."""
    found = _terms(session, session.execute(_TERMS_OF_ID, {"id": contract_id}).one())
    if found is None:
        raise NotFound
    return found


def _terms(session: Session, row: Any) -> Terms | None:
    if row is None:
        return None
    left = int(session.execute(_OPEN, {"contract_id": row.id}).scalar_one())
    confirmed, ended = row.confirmed_at is not None, row.end_id is not None
    return Terms(row.id, row.fiscal_year, row.investment_id, confirmed, ended, left)


def is_contracted(session: Session, *, investment_id: int, reference: str, vendor: str) -> bool:
    """Whether a contract of this reference and vendor already runs or waits."""
    values = {"investment_id": investment_id, "reference": reference, "vendor": vendor}
    return session.execute(_SAME_CONTRACT, values).first() is not None


def transfers_of_actual(session: Session, actual_id: int) -> tuple[int, ...]:
    """What an actual moved out of its contract, as ids of transfers."""
    return tuple(session.execute(_POSTED, {"actual_id": actual_id}).scalars())


def hours_to_change(session: Session, key: str) -> HoursWorked:
    """The entry of hours worked."""
    return session.execute(_HOURS, {"key": key}).scalar_one()


def reading_to_change(session: Session, key: str) -> Reading:
    """The reading itself; it never changes, only its attestation is added."""
    return session.execute(_READING, {"key": key}).scalar_one()


def overrun_of_actual(session: Session, actual_id: int) -> int:
    """What an actual exceeds the released money by, in minor units."""
    found = session.execute(_OVERRUN, {"actual_id": actual_id}).scalar_one_or_none()
    return 0 if found is None else found.amount


def approved_revision(session: Session, pitch_id: int) -> int | None:
    """The revision that finance approved last."""
    return session.execute(_APPROVED, {"pitch_id": pitch_id}).scalar_one_or_none()


def months_taken(
    session: Session, *, investment_id: int, measure_id: int, since: object, until: object
) -> Any | None:
    """The first reading of the measure that already covers one of these days; refused ones do not count."""
    values = {"investment_id": investment_id, "measure_id": measure_id, "since": since, "until": until}
    return session.execute(_COVERING, values).first()


def is_reported(session: Session, values: dict[str, Any]) -> bool:
    """Whether the same document was already reported for the same month and amount."""
    return session.execute(_SAME, values).first() is not None


def pitch_of_revision(session: Session, revision_id: int) -> tuple[str, str]:
    """(pitch key, currency) of a revision."""
    row = session.execute(_PITCH, {"revision_id": revision_id}).one()
    return row.key, row.currency


def _locked(session: Session, statement: Select[Any], key: str) -> Investment:
    found = session.execute(statement, {"key": key}).scalar_one_or_none()
    if found is None:
        raise NotFound
    investment: Investment = found
    return investment
