"""Accounts of the ledger, and the lock that an act with several transfers takes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Select, bindparam, column, func, select
from sqlalchemy.orm import Session

from pitchdeck.features.funding.models import Account

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A state of money: balance and ceiling in minor units of its currency."""

    id: int
    kind: str
    fund_id: int | None
    purse_id: int | None
    pitch_id: int | None
    fiscal_year: int | None
    currency: str
    balance: int
    ceiling: int | None

    @property
    def room(self) -> int:
        """What still fits under the ceiling; zero without one, because only limited accounts are asked."""
        return 0 if self.ceiling is None else self.ceiling - self.balance


_ROWS: Rows = select(
    *(Account.id, Account.kind, Account.fund_id, Account.purse_id, Account.pitch_id),
    *(Account.fiscal_year, Account.currency, Account.balance, Account.ceiling),
).order_by(Account.id)
_OF_FUND = _ROWS.where(Account.fund_id == bindparam("fund_id"))
_OF_PURSES = _ROWS.where(Account.purse_id.in_(bindparam("ids", expanding=True)))
_OF_PITCHES = _ROWS.where(Account.pitch_id.in_(bindparam("ids", expanding=True)))
_BALANCES = select(Account.id, Account.balance, Account.ceiling).order_by(Account.id)
_BY_IDS = _BALANCES.where(Account.id.in_(bindparam("ids", expanding=True)))
_LOCKED: Rows = select(column("id"), column("balance"), column("ceiling")).select_from(
    func.lock_accounts(bindparam("ids", type_=ARRAY(BigInteger)))
)


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account held at the moment of its lock, in minor units."""

    balance: int
    ceiling: int | None


def lock_accounts(session: Session, ids: Iterable[int]) -> dict[int, Balance]:
    """Lock accounts in id order until the act ends, and read what they hold.

    Every act with more than one transfer calls this before the first: on PostgreSQL two such acts would
    otherwise wait for each other. SQLite's one writer needs no lock.
    """
    wanted = sorted(set(ids))
    postgresql = session.get_bind().dialect.name == "postgresql"
    found = session.execute(_LOCKED if postgresql else _BY_IDS, {"ids": wanted})
    return {row.id: Balance(row.balance, row.ceiling) for row in found}


def of_fund(session: Session, fund_id: int) -> dict[str, AccountRow]:
    """A fund's accounts by kind."""
    return {row.kind: AccountRow(*row) for row in session.execute(_OF_FUND, {"fund_id": fund_id})}


def of_purses(session: Session, purse_ids: Iterable[int]) -> dict[int, AccountRow]:
    """Purses' accounts by purse id."""
    found = session.execute(_OF_PURSES, {"ids": sorted(set(purse_ids))})
    return {row.purse_id: AccountRow(*row) for row in found}


def of_pitches(session: Session, pitch_ids: Iterable[int]) -> dict[tuple[int, str, int], AccountRow]:
    """Pitches' accounts by (pitch id, kind, fiscal year)."""
    found = session.execute(_OF_PITCHES, {"ids": sorted(set(pitch_ids))})
    return {(row.pitch_id, row.kind, row.fiscal_year): AccountRow(*row) for row in found}


def of_pitch(session: Session, pitch_id: int) -> dict[tuple[str, int], AccountRow]:
    """One pitch's accounts by (kind, fiscal year)."""
    return {(kind, year): row for (_id, kind, year), row in of_pitches(session, [pitch_id]).items()}


def by_year(accounts: dict[tuple[str, int], AccountRow], *kinds: str) -> dict[int, int]:
    """Balances of these kinds summed by fiscal year."""
    totals: dict[int, int] = {}
    for (kind, year), row in accounts.items():
        if kind in kinds:
            totals[year] = totals.get(year, 0) + row.balance
    return totals
