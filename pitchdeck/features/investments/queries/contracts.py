"""Contracts of investments, what is open of each, and what the viewer may do about it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, case, cast, func, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base import policy
from pitchdeck.base.db import Minor
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor, Verdict
from pitchdeck.features.funding.models import Account, Transfer
from pitchdeck.features.investments.models import Contract, ContractEnd, Investment, Posting
from pitchdeck.features.investments.policy import Around, EntryFacts
from pitchdeck.features.investments.queries.around import around, seen
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch

Rows = Select[*tuple[Any, ...]]
_NO = Verdict(ok=False)


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract with what is open of it, in minor units."""

    id: int
    key: str
    investment_key: str
    investment_state: str
    pitch_id: int
    title: str
    reference: str
    vendor: str
    amount: int
    fiscal_year: int
    ends_on: date
    erp_code: str
    note: str
    reported_by_id: int
    reported_deputy_id: int | None
    reported_by: str
    reported_at: datetime
    confirmed_by: str | None
    confirmed_at: datetime | None
    ended_by: str | None
    ended_at: datetime | None
    ended_why: str | None
    given_back: int | None
    open: int
    confirm: Verdict = _NO
    end: Verdict = _NO

    @property
    def state(self) -> str:
        """Reported, confirmed, ended, or (before it was confirmed) taken back."""
        if self.ended_at is not None:
            return "ended" if self.confirmed_at is not None else "withdrawn"
        return "reported" if self.confirmed_at is None else "confirmed"

    @property
    def drawn(self) -> int:
        """What was paid on it so far."""
        return self.amount - self.open - (self.given_back or 0) if self.confirmed_at is not None else 0


def open_of(contract_id: Any) -> Any:
    """What is open of a contract, as a subquery: what its postings moved in less what they moved out."""
    moved = case(
        (Transfer.to_kind == "contracted", Transfer.amount),
        (Transfer.from_kind == "contracted", -Transfer.amount),
        else_=0,
    )
    return (
        select(cast(func.coalesce(func.sum(moved), 0), Minor()))
        .join_from(Posting, Transfer, Transfer.id == Posting.transfer_id)
        .where(Posting.contract_id == contract_id)
    )


_Reporter, _Second, _Ender = aliased(Person), aliased(Person), aliased(Person)
_ForReporter, _ForSecond, _ForEnder = aliased(Person), aliased(Person), aliased(Person)
_ROWS: Rows = (
    select(
        *(Contract.id, Contract.key, Investment.key, Investment.state, Investment.pitch_id, Pitch.title),
        *(Contract.reference, Contract.vendor, Contract.amount, Contract.fiscal_year, Contract.ends_on),
        *(Contract.erp_code, Contract.note, Contract.reported_by_id, Contract.reported_deputy_id),
        *(who_did(_Reporter, _ForReporter), Contract.reported_at),
        *(who_did(_Second, _ForSecond), Contract.confirmed_at),
        *(who_did(_Ender, _ForEnder), ContractEnd.at, ContractEnd.reason, ContractEnd.amount),
        open_of(Contract.id).correlate(Contract).scalar_subquery(),
    )
    .join_from(Contract, Investment, Investment.id == Contract.investment_id)
    .join(Pitch, Pitch.id == Investment.pitch_id)
    .join(_Reporter, _Reporter.id == Contract.reported_by_id)
    .outerjoin(_ForReporter, _ForReporter.id == Contract.reported_deputy_id)
    .outerjoin(_Second, _Second.id == Contract.confirmed_by_id)
    .outerjoin(_ForSecond, _ForSecond.id == Contract.confirmed_deputy_id)
    .outerjoin(ContractEnd, ContractEnd.contract_id == Contract.id)
    .outerjoin(_Ender, _Ender.id == ContractEnd.by_id)
    .outerjoin(_ForEnder, _ForEnder.id == ContractEnd.deputy_id)
)
_OF = _ROWS.where(Investment.id == bindparam("investment_id", type_=Investment.id.type)).order_by(
    Contract.ends_on, Contract.id
)
_ONE = _ROWS.where(Contract.key == bindparam("key", type_=Contract.key.type))
_ALL = _ROWS.order_by(
    ContractEnd.id.is_not(None), Contract.confirmed_at.is_not(None), Contract.ends_on, Contract.id
)
_FREE: Rows = (
    select(Account.fiscal_year, Account.balance, Account.currency)
    .where(Account.pitch_id == bindparam("pitch_id"), Account.kind == "released")
    .order_by(Account.fiscal_year)
)


def contracts_of(
    session: Session, investment_id: int, viewer: Actor, near: Around
) -> tuple[ContractRow, ...]:
    """The contracts of an investment, the one that ends next first."""
    found = session.execute(_OF, {"investment_id": investment_id})
    return tuple(_judged(ContractRow(*row), viewer, near) for row in found)


def contract_of_key(session: Session, key: str, viewer: Actor) -> ContractRow:
    """One contract; NotFound when there is none, or its investment is not open to the viewer."""
    found = session.execute(_ONE, {"key": key}).one_or_none()
    if found is None:
        raise NotFound
    row = ContractRow(*found)
    return _judged(row, viewer, seen(viewer, around(session, row.pitch_id), row.investment_state))


def all_contracts(session: Session) -> tuple[ContractRow, ...]:
    """Every contract, those that wait for finance first, then the one that ends next."""
    return tuple(ContractRow(*row) for row in session.execute(_ALL))


def released_by_year(session: Session, pitch_id: int) -> dict[int, tuple[int, str]]:
    """What is released and not yet contracted or spent: (minor units, currency) by fiscal year."""
    return {year: (free, currency) for year, free, currency in session.execute(_FREE, {"pitch_id": pitch_id})}


def facts_for_contract(row: ContractRow, near: Around) -> EntryFacts:
    """What the rules for a contract look at."""
    return EntryFacts(
        near,
        row.investment_state,
        frozenset({row.reported_by_id, row.reported_deputy_id}),
        row.confirmed_at is not None,
        row.ended_at is not None,
    )


def _judged(row: ContractRow, viewer: Actor, near: Around) -> ContractRow:
    facts = facts_for_contract(row, near)
    return replace(
        row,
        confirm=policy.may("contract:confirm", viewer, facts),
        end=policy.may("contract:end", viewer, facts),
    )
