"""What a fund has left at the end of a fiscal year, and which years are closed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.funding.figures.closing import FATES, Books, Reservation, ends_on
from pitchdeck.features.funding.figures.sharing import STATES, Flow, Of, Stake, stakes_of
from pitchdeck.features.funding.models import (
    Account,
    Commitment,
    Fund,
    FundClose,
    Purse,
    Reopening,
    ReopeningAnswer,
    Resolution,
    Transfer,
)
from pitchdeck.features.funding.policy import ClosingFacts
from pitchdeck.features.funding.queries.accounts import AccountRow
from pitchdeck.features.people.queries import the_organisation
from pitchdeck.features.pitches.models import Pitch

Rows = Select[*tuple[Any, ...]]
Closed = frozenset[tuple[int, int]]
"""Fund and fiscal year of every close that stands."""

_UNDONE = (
    select(Reopening.id)
    .join(ReopeningAnswer, ReopeningAnswer.reopening_id == Reopening.id)
    .where(Reopening.close_id == FundClose.id, ReopeningAnswer.verdict == "confirmed")
    .correlate(FundClose)
    .exists()
)
STANDS = ~_UNDONE
"""The condition that a close was not re-opened."""
_STANDING = select(FundClose.fund_id, FundClose.fiscal_year).where(STANDS)


def standing_closes(session: Session) -> Closed:
    """Which fund is closed for which fiscal year. One statement."""
    return frozenset((row.fund_id, row.fiscal_year) for row in session.execute(_STANDING))


_From, _To = aliased(Account), aliased(Account)
FLOWS: Rows = (
    select(
        *(Transfer.commitment_id, func.coalesce(_From.pitch_id, _To.pitch_id)),
        *(Transfer.from_kind, _From.fiscal_year, Transfer.to_kind, _To.fiscal_year),
        func.sum(Transfer.amount),
    )
    .join_from(Transfer, _From, _From.id == Transfer.from_id)
    .join(_To, _To.id == Transfer.to_id)
    .where(
        Transfer.commitment_id.is_not(None),
        or_(Transfer.from_kind.in_(STATES), Transfer.to_kind.in_(STATES)),
    )
    .group_by(
        *(Transfer.commitment_id, func.coalesce(_From.pitch_id, _To.pitch_id)),
        *(Transfer.from_kind, _From.fiscal_year, Transfer.to_kind, _To.fiscal_year),
    )
    .order_by(Transfer.commitment_id)
)
_OWN_PITCHES = (
    select(Commitment.pitch_id)
    .join(Purse, Purse.id == Commitment.purse_id)
    .where(Purse.fund_id == bindparam("fund_id"))
)
_FUND_OF: Rows = (
    select(Commitment.id, Purse.fund_id)
    .join(Purse, Purse.id == Commitment.purse_id)
    .where(Commitment.pitch_id.in_(_OWN_PITCHES))
)
_FLOWS_NEAR = FLOWS.join(Commitment, Commitment.id == Transfer.commitment_id).where(
    Commitment.pitch_id.in_(_OWN_PITCHES)
)


def flows(session: Session) -> tuple[Flow, ...]:
    """What the ledger moved for every commitment since it was approved. One statement."""
    return tuple(flow_of(row) for row in session.execute(FLOWS))


def flow_of(row: Any) -> Flow:
    """A row of FLOWS as figures take it."""
    return Flow(row[0], row[1], row[2], row[3], row[4], row[5], int(row[6]))


_HELD: Rows = (
    select(Account.id, Account.kind, Account.pitch_id, Account.fiscal_year, Account.balance)
    .where(
        Account.kind.in_((*STATES, "reserved")),
        Account.pitch_id.in_(_OWN_PITCHES),
        Account.fiscal_year == bindparam("year"),
    )
    .order_by(Account.id)
)
_PURSES: Rows = (
    select(Account.id, Account.purse_id, Account.balance)
    .join(Purse, Purse.id == Account.purse_id)
    .where(Purse.fund_id == bindparam("fund_id"))
    .order_by(Account.id)
)
_PENDING: Rows = (
    select(Commitment.id, Commitment.purse_id, Commitment.pitch_id, Commitment.amount)
    .join(Purse, Purse.id == Commitment.purse_id)
    .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
    .where(
        Purse.fund_id == bindparam("fund_id"),
        Commitment.fiscal_year == bindparam("year"),
        Resolution.id.is_(None),
    )
    .order_by(Commitment.id)
)
_Undo = aliased(Transfer)
_ACCRUED: Rows = (
    select(Account.pitch_id, Account.fiscal_year, func.sum(Transfer.amount))
    .join_from(Transfer, Account, Account.id == Transfer.to_id)
    .where(
        Transfer.verb == "accrue",
        Account.pitch_id.in_(_OWN_PITCHES),
        Account.fiscal_year == bindparam("year"),
        ~exists().where(_Undo.reverses_id == Transfer.id),
    )
    .group_by(Account.pitch_id, Account.fiscal_year)
)
_UNALLOTTED = select(func.coalesce(func.sum(Account.balance), 0)).where(
    Account.kind == "fund", Account.fund_id == bindparam("fund_id")
)


def books_of(session: Session, fund_id: int, year: int, *, own: bool) -> Books:
    """A fund's money in a fiscal year; with `own` it is the fund's year, with its purses."""
    asked = {"fund_id": fund_id, "year": year}
    funds = {row.id: row.fund_id for row in session.execute(_FUND_OF, asked)}
    shut = standing_closes(session)
    stakes = tuple(
        Stake(place[0], place[1], amount, settled=(funds[place[0]], year) in shut)
        for place, amount in stakes_of(flow_of(row) for row in session.execute(_FLOWS_NEAR, asked)).items()
        if place[1][1] == year and amount
    )
    balances = {(row.kind, (row.pitch_id, year)): row.balance for row in session.execute(_HELD, asked)}
    accrued: dict[Of, int] = {(row[0], row[1]): int(row[2]) for row in session.execute(_ACCRUED, asked)}
    purses = session.execute(_PURSES, asked).all() if own else ()
    pending = session.execute(_PENDING, asked).all() if own else ()
    return Books(
        reservations=tuple(Reservation(*row) for row in pending),
        stakes=stakes,
        own=frozenset(stake.place for stake in stakes if funds[stake.id] == fund_id),
        held=balances,
        accrued=accrued,
        purses={row.purse_id: row.balance for row in purses if row.balance},
        unallotted=int(session.execute(_UNALLOTTED, asked).scalar_one()) if own else 0,
    )


_ACCOUNTS = select(Account.id).where(
    or_(
        Account.fund_id == bindparam("fund_id"),
        Account.purse_id.in_(select(Purse.id).where(Purse.fund_id == bindparam("fund_id"))),
        and_(
            Account.pitch_id.in_(_OWN_PITCHES),
            Account.fiscal_year.in_((bindparam("year"), bindparam("next_year"))),
        ),
    )
)


def accounts_to_close(session: Session, fund_id: int, year: int) -> tuple[int, ...]:
    """Every account that a year end may touch: they are locked before anything is read from them."""
    asked = {"fund_id": fund_id, "year": year, "next_year": year + 1}
    return tuple(session.execute(_ACCOUNTS, asked).scalars())


_YEARS = (
    select(Commitment.fiscal_year, Account.fiscal_year)
    .join_from(Commitment, Purse, Purse.id == Commitment.purse_id)
    .outerjoin(Transfer, and_(Transfer.commitment_id == Commitment.id, Transfer.verb == "carry"))
    .outerjoin(Account, Account.id == Transfer.to_id)
    .where(Purse.fund_id == bindparam("fund_id"))
    .distinct()
)


def years_of(session: Session, fund_id: int) -> frozenset[int]:
    """The fiscal years into which money of a fund was committed or carried."""
    found = session.execute(_YEARS, {"fund_id": fund_id})
    return frozenset(year for row in found for year in row if year is not None)


_FUND: Rows = select(Fund.confirmed_at, Fund.fiscal_year).where(Fund.id == bindparam("fund_id"))


def facts_of_closing(session: Session, fund_id: int, year: int, *, at: datetime) -> ClosingFacts:
    """A fund and a fiscal year as the rules of a year end see them; NotFound for a year without its money."""
    fund = session.execute(_FUND, {"fund_id": fund_id}).one()
    if year != fund.fiscal_year and year not in years_of(session, fund_id):
        raise NotFound
    organisation = the_organisation(session)
    ended = organisation.day(at) >= ends_on(year, organisation.fiscal_year_start)
    closed = (fund_id, year) in standing_closes(session)
    return ClosingFacts(fund.confirmed_at is not None, closed, ended)


def next_year(session: Session, fund_id: int, own: int) -> int:
    """The fiscal year that a fund is closed for next: its own, or the first later one with its money."""
    shut = standing_closes(session)
    years = sorted({own, *years_of(session, fund_id)})
    return next((year for year in years if year >= own and (fund_id, year) not in shut), years[-1])


_STATES: Rows = (
    select(
        *(Account.id, Account.kind, Account.fund_id, Account.purse_id, Account.pitch_id),
        *(Account.fiscal_year, Account.currency, Account.balance, Account.ceiling),
    )
    .where(
        Account.kind.in_(FATES),
        Account.balance > 0,
        Account.pitch_id.in_(_OWN_PITCHES),
        Account.fiscal_year == bindparam("year"),
    )
    .order_by(Account.id)
)


def states_of_fund(session: Session, fund_id: int, year: int) -> tuple[AccountRow, ...]:
    """The accounts of the fund's pitches in a year that hold what could be carried."""
    found = session.execute(_STATES, {"fund_id": fund_id, "year": year})
    return tuple(AccountRow(*row) for row in found)


@dataclass(frozen=True, slots=True)
class ReservedRow:
    """A reservation of a fund, with the round and the pitch that an act on it holds first."""

    round_id: int
    pitch_key: str


_RESERVED: Rows = (
    select(Purse.round_id, Pitch.key)
    .join_from(Commitment, Purse, Purse.id == Commitment.purse_id)
    .join(Pitch, Pitch.id == Commitment.pitch_id)
    .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
    .where(Purse.fund_id == bindparam("fund_id"), Resolution.id.is_(None))
    .order_by(Pitch.id)
)


def reserved_of_fund(session: Session, fund_id: int) -> tuple[ReservedRow, ...]:
    """The reservations of a fund, in the order of their pitches."""
    return tuple(ReservedRow(*row) for row in session.execute(_RESERVED, {"fund_id": fund_id}))


_PITCHES: Rows = select(Pitch.ref, Pitch.id).where(Pitch.id.in_(_OWN_PITCHES), Pitch.ref.is_not(None))


def pitches_of_fund(session: Session, fund_id: int) -> dict[str, int]:
    """Every pitch that money of a fund was committed to: ids by reference."""
    return {row.ref: row.id for row in session.execute(_PITCHES, {"fund_id": fund_id})}


_TOLD = select(Purse.investor_id).where(Purse.fund_id == bindparam("fund_id")).distinct()
_OWNER = select(Fund.owner_id).where(Fund.id == bindparam("fund_id"))


def owner_of(session: Session, fund_id: int) -> int:
    """Who owns a fund."""
    return int(session.execute(_OWNER, {"fund_id": fund_id}).scalar_one())


def told_of_close(session: Session, fund_id: int) -> tuple[int, ...]:
    """Who is told of a year end: the fund's owner and its investors."""
    investors = session.execute(_TOLD, {"fund_id": fund_id}).scalars()
    return tuple(sorted({owner_of(session, fund_id), *investors}))
