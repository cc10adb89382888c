"""Funds and where their money is, and the transfers behind every balance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.funding.models import Account, Commitment, Fund, Purse, Transfer
from pitchdeck.features.funding.policy import FundFacts
from pitchdeck.features.funding.queries.budgets import BUDGET
from pitchdeck.features.funding.queries.restrictions import CATEGORIES, GOALS, apart, purpose
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class FundRow:
    """A fund with its people; `amount` is its budget today, after what was raised, cut and moved.

    `unallotted` and `in_purses` are minor units that nobody has committed; `lapsed` went at a year end.
    """

    id: int
    key: str
    name: str
    unit_name: str
    fiscal_year: int
    currency: str
    amount: int
    shared: bool
    owner_id: int
    owner_name: str
    opened_by_id: int
    opened_deputy_id: int | None
    opened_by_name: str
    opened_at: datetime
    confirmed_by_name: str | None
    confirmed_at: datetime | None
    unallotted: int
    in_purses: int
    lapsed: int
    nature: str
    erp_code: str | None
    goals: tuple[str, ...]
    categories: tuple[str, ...]

    @property
    def facts(self) -> FundFacts:
        """The fund as its rules see it."""
        confirmed = self.confirmed_at is not None
        return FundFacts(self.owner_id, self.opened_by_id, self.opened_deputy_id, confirmed)

    @property
    def purpose(self) -> str:
        """What it is for, in a few words; nothing when that is everything."""
        return purpose(self.nature, self.goals, self.categories)

    @property
    def given(self) -> int:
        """What is with pitches: reserved, committed, released or spent."""
        return self.amount - self.unallotted - self.in_purses - self.lapsed if self.confirmed_at else 0


_Owner, _Opener, _Second = aliased(Person), aliased(Person), aliased(Person)
_ForOpener, _ForSecond = aliased(Person), aliased(Person)
_UNALLOTTED = (
    select(cast(func.coalesce(func.sum(Account.balance), 0), BigInteger))
    .where(Account.kind == "fund", Account.fund_id == Fund.id)
    .correlate(Fund)
    .scalar_subquery()
)
_IN_PURSES = (
    select(cast(func.coalesce(func.sum(Account.balance), 0), BigInteger))
    .join(Purse, Purse.id == Account.purse_id)
    .where(Account.kind == "purse", Purse.fund_id == Fund.id)
    .correlate(Fund)
    .scalar_subquery()
)
_LAPSED = (
    select(cast(func.coalesce(func.sum(Account.balance), 0), BigInteger))
    .where(Account.kind == "lapsed", Account.fund_id == Fund.id)
    .correlate(Fund)
    .scalar_subquery()
)
_FUNDS: Rows = (
    select(
        *(Fund.id, Fund.key, Fund.name, Unit.name, Fund.fiscal_year, Fund.currency),
        func.coalesce(BUDGET, Fund.amount),
        *(Fund.shared, Fund.owner_id, _Owner.name, Fund.opened_by_id),
        *(Fund.opened_deputy_id, who_did(_Opener, _ForOpener), Fund.opened_at),
        *(who_did(_Second, _ForSecond), Fund.confirmed_at, _UNALLOTTED, _IN_PURSES, _LAPSED),
        *(Fund.nature, Fund.erp_code, GOALS, CATEGORIES),
    )
    .join_from(Fund, Unit, Unit.id == Fund.unit_id)
    .join(_Owner, _Owner.id == Fund.owner_id)
    .join(_Opener, _Opener.id == Fund.opened_by_id)
    .outerjoin(_ForOpener, _ForOpener.id == Fund.opened_deputy_id)
    .outerjoin(_Second, _Second.id == Fund.confirmed_by_id)
    .outerjoin(_ForSecond, _ForSecond.id == Fund.confirmed_deputy_id)
    .order_by(Fund.fiscal_year.desc(), Unit.name, Fund.id)
)
_FUND = _FUNDS.where(Fund.key == bindparam("key"))


def funds(session: Session) -> tuple[FundRow, ...]:
    """All funds, newest year first."""
    return tuple(_row(row) for row in session.execute(_FUNDS))


def _row(row: Any) -> FundRow:
    return FundRow(*(*row[:-2], apart(row[-2]), apart(row[-1])))


def fund_row(session: Session, key: str) -> FundRow:
    """The fund of a key; NotFound when there is none."""
    row = session.execute(_FUND, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return _row(row)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A transfer as the ledger's pages show it; `source` and `target` name whose accounts they are.

    `number` counts from 1 in this ledger, and stays, since entries are only added; `undoes` is such a number.
    """

    number: int
    at: datetime
    verb: str
    from_kind: str
    source: str | None
    to_kind: str
    target: str | None
    fiscal_year: int | None
    amount: int
    currency: str
    by_name: str
    document: str
    reason: str
    undoes: int | None


_From, _To, _Hand = aliased(Account), aliased(Account), aliased(Person)
_FromPurse, _ToPurse, _FromHolder, _ToHolder = (
    aliased(Purse),
    aliased(Purse),
    aliased(Person),
    aliased(Person),
)
_FromFund, _ToFund, _FromPitch, _ToPitch = aliased(Fund), aliased(Fund), aliased(Pitch), aliased(Pitch)
_ENTRIES: Rows = (
    select(
        *(Transfer.id, Transfer.at, Transfer.verb, Transfer.from_kind),
        func.coalesce(_FromHolder.name, _FromFund.name, _FromPitch.ref),
        Transfer.to_kind,
        func.coalesce(_ToHolder.name, _ToFund.name, _ToPitch.ref),
        func.coalesce(_To.fiscal_year, _From.fiscal_year),
        *(Transfer.amount, Transfer.currency, who_did(Person, _Hand), Transfer.document, Transfer.reason),
        Transfer.reverses_id,
    )
    .join_from(Transfer, _From, _From.id == Transfer.from_id)
    .join(_To, _To.id == Transfer.to_id)
    .join(Person, Person.id == Transfer.by_id)
    .outerjoin(_Hand, _Hand.id == Transfer.deputy_id)
    .outerjoin(_FromPurse, _FromPurse.id == _From.purse_id)
    .outerjoin(_FromHolder, _FromHolder.id == _FromPurse.investor_id)
    .outerjoin(_FromFund, _FromFund.id == _From.fund_id)
    .outerjoin(_FromPitch, _FromPitch.id == _From.pitch_id)
    .outerjoin(_ToPurse, _ToPurse.id == _To.purse_id)
    .outerjoin(_ToHolder, _ToHolder.id == _ToPurse.investor_id)
    .outerjoin(_ToFund, _ToFund.id == _To.fund_id)
    .outerjoin(_ToPitch, _ToPitch.id == _To.pitch_id)
    .order_by(Transfer.id)
)
_OF_PITCH = _ENTRIES.where(
    or_(_From.pitch_id == bindparam("pitch_id"), _To.pitch_id == bindparam("pitch_id"))
)
_OF_FUND = _ENTRIES.where(
    or_(
        _From.fund_id == bindparam("fund_id"),
        _To.fund_id == bindparam("fund_id"),
        _FromPurse.fund_id == bindparam("fund_id"),
        _ToPurse.fund_id == bindparam("fund_id"),
    )
)


def ledger_of_pitch(session: Session, pitch_id: int) -> tuple[EntryRow, ...]:
    """Every transfer that touched a pitch's accounts, in their order."""
    return _numbered(session.execute(_OF_PITCH, {"pitch_id": pitch_id}).all())


def ledger_of_fund(session: Session, fund_id: int) -> tuple[EntryRow, ...]:
    """Every transfer that touched a fund or its purses, in their order."""
    return _numbered(session.execute(_OF_FUND, {"fund_id": fund_id}).all())


def _numbered(rows: Sequence[Any]) -> tuple[EntryRow, ...]:
    """Rows by their place in this ledger: what the table counts by never leaves the house.

    A reversal is between the accounts of what it undoes, so both stand in the same ledger.
    """
    places = {row.id: number for number, row in enumerate(rows, start=1)}
    return tuple(EntryRow(*(places[row[0]], *row[1:-1], places.get(row[-1]))) for row in rows)


_OWNERS = (
    select(Fund.owner_id)
    .distinct()
    .join_from(Commitment, Pitch, Pitch.id == Commitment.pitch_id)
    .join(Purse, Purse.id == Commitment.purse_id)
    .join(Fund, Fund.id == Purse.fund_id)
    .where(Pitch.key == bindparam("pitch_key"))
    .order_by(Fund.owner_id)
)


def fund_owners_of(session: Session, pitch_key: str) -> tuple[int, ...]:
    """The owners of the funds whose money was committed to a pitch."""
    return tuple(session.execute(_OWNERS, {"pitch_key": pitch_key}).scalars())
