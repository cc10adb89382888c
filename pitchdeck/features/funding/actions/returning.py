"""Giving back what is held for pitches that will not use it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.freeing import free_promises
from pitchdeck.features.funding.actions.posting import Ending, Move, give_back, post, resolve, settle
from pitchdeck.features.funding.actions.waiting import tell_next
from pitchdeck.features.funding.queries import HeldRow
from pitchdeck.features.pitches.models import Pitch


def return_all(session: Session, held: Iterable[HeldRow], *, reason: str, by: Actor, at: datetime) -> None:
    """Give back everything that is held for pitches that will not use it, and tell the investors."""
    held = tuple(held)
    reserved = tuple(row for row in held if row.committed is None)
    paid = tuple(row for row in held if row.committed)
    endings = [Ending(row, 0, row.amount) for row in reserved]
    resolve(session, endings, reason=reason, by=by, at=at)
    for row in held:
        amount, year = row.committed or row.amount, row.fiscal_year
        notices.money_freed(session, row.by_id, row.pitch_key, amount, year=year, reason=reason, at=at)
    queries.lock_accounts(session, _touched(session, held))
    settle(session, endings, reason=reason, by=by, at=at)
    give_back(session, paid, reason=reason, by=by, at=at)
    tell_next(session, queries.units_of_purses(session, [row.purse_id for row in held]), at=at)


def return_promises(
    session: Session, pitches: Iterable[Pitch], *, reason: str, by: Actor, at: datetime
) -> None:
    """Free what was promised in advance to pitches that will not use it, and tell the investors."""
    rows = queries.advances.promised_to(session, [pitch.id for pitch in pitches])
    free_promises(session, rows, reason=reason, by=by, at=at)


def _touched(session: Session, held: tuple[HeldRow, ...]) -> set[int]:
    accounts = (
        *queries.of_purses(session, [row.purse_id for row in held]).values(),
        *queries.of_pitches(session, [row.pitch_id for row in held]).values(),
    )
    return {account.id for account in accounts}


def hold_accounts(session: Session, round_id: int, held: Iterable[HeldRow]) -> None:
    """Lock, in one order, whatever the closing of a round can touch: purses, their funds, what is held."""
    purses = queries.purses_in_round(session, round_id)
    accounts = queries.of_purses(session, [purse.id for purse in purses]).values()
    funds = [queries.of_fund(session, fund_id)["fund"] for fund_id in {purse.fund_id for purse in purses}]
    own = {account.id for account in (*accounts, *funds)}
    queries.lock_accounts(session, own | _touched(session, tuple(held)))


def empty_purses(session: Session, round_id: int, *, by: Actor, at: datetime) -> None:
    """Return what the purses of a round have left to their funds."""
    purses = queries.purses_in_round(session, round_id)
    accounts = queries.of_purses(session, [purse.id for purse in purses])
    funds = {purse.fund_id: queries.of_fund(session, purse.fund_id)["fund"] for purse in purses}
    touched = {account.id for account in (*accounts.values(), *funds.values())}
    balances = queries.lock_accounts(session, touched)
    moves = [
        Move("give_back", accounts[purse.id], funds[purse.fund_id], left, reason="the round closed")
        for purse in purses
        if (left := balances[accounts[purse.id].id].balance)
    ]
    post(session, moves, by=by, at=at)
    tell_next(session, queries.units_of_purses(session, [purse.id for purse in purses]), at=at)
