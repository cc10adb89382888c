"""Writing to the ledger: accounts are opened when first needed, and money moves by transfers alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import Account, Ceiling, Resolution, Transfer
from pitchdeck.features.funding.queries import AccountRow, HeldRow, lock_accounts, of_pitches, of_purses

UNLIMITED_BELOW = ("authority", "coming")
LIMITED_ABOVE = ("reserved", "promised")


def open_account(session: Session, kind: str, currency: str, **owner: int) -> None:
    """Open an empty account unless it is there already; `owner` names whose it is."""
    dialect = session.get_bind().dialect.name
    fresh = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(Account)
    row = {
        "kind": kind,
        "currency": currency,
        "balance": 0,
        "floor": None if kind in UNLIMITED_BELOW else 0,
        "ceiling": 0 if kind in UNLIMITED_BELOW + LIMITED_ABOVE else None,
        "last_transfer_id": 0,
        "last_ceiling_id": 0,
        **owner,
    }
    session.execute(fresh.on_conflict_do_nothing(), [row])


def set_ceiling(
    session: Session, account: AccountRow, amount: int, *, reason: str, by: Actor, at: datetime
) -> None:
    """Set what an account may hold at most."""
    row = {"account_id": account.id, "amount": amount, "reason": reason, "by_id": by.id, "at": at}
    session.execute(insert(Ceiling), [row])


@dataclass(frozen=True, slots=True)
class Move:
    """A transfer about to be posted."""

    verb: str
    source: AccountRow
    target: AccountRow
    amount: int
    commitment_id: int | None = None
    reverses_id: int | None = None
    document: str = ""
    reason: str = ""
    advance_id: int | None = None


def post(session: Session, moves: Sequence[Move], *, by: Actor, at: datetime) -> tuple[int, ...]:
    """Post transfers in their order, all accounts locked first; their ids.

    Raises IntegrityError where a balance would leave its limits: acts word that refusal before they post.
    """
    if len(moves) > 1:
        lock_accounts(session, {account.id for move in moves for account in (move.source, move.target)})
    statement = insert(Transfer).returning(Transfer.id)
    return tuple(session.execute(statement, [_row(move, by, at)]).scalar_one() for move in moves)


def _row(move: Move, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "verb": move.verb,
        "from_id": move.source.id,
        "from_kind": move.source.kind,
        "to_id": move.target.id,
        "to_kind": move.target.kind,
        "amount": move.amount,
        "currency": move.source.currency,
        "commitment_id": move.commitment_id,
        "reverses_id": move.reverses_id,
        "advance_id": move.advance_id,
        "document": move.document,
        "reason": move.reason,
        "by_id": by.id,
        "deputy_id": by.deputy_id,
        "at": at,
    }


@dataclass(frozen=True, slots=True)
class Ending:
    """How a commitment ends: `kept` is committed, `freed` returns to its purse."""

    row: HeldRow
    kept: int
    freed: int


def resolve(session: Session, endings: Sequence[Ending], *, reason: str, by: Actor, at: datetime) -> None:
    """Write how each commitment's reservation ended: once, to the last minor unit."""
    rows = [
        {
            "commitment_id": each.row.id,
            "outcome": "partial" if each.kept and each.freed else "committed" if each.kept else "freed",
            "committed": each.kept,
            "freed": each.freed,
            "reason": reason,
            "by_id": by.id,
            "deputy_id": by.deputy_id,
            "at": at,
        }
        for each in endings
    ]
    if rows:
        session.execute(insert(Resolution), rows)


def settle(session: Session, endings: Sequence[Ending], *, reason: str, by: Actor, at: datetime) -> None:
    """Move what was resolved: freed money to its purse, kept money to the pitch's committed account."""
    purses = of_purses(session, [each.row.purse_id for each in endings])
    states = of_pitches(session, [each.row.pitch_id for each in endings])
    moves: list[Move] = []
    for each in endings:
        row = each.row
        reserved = states[row.pitch_id, "reserved", row.fiscal_year]
        if each.freed:
            purse = purses[row.purse_id]
            moves.append(Move("free", reserved, purse, each.freed, row.id, reason=reason))
        if each.kept:
            committed = states[row.pitch_id, "committed", row.fiscal_year]
            moves.append(Move("commit", reserved, committed, each.kept, row.id, reason=reason))
    post(session, moves, by=by, at=at)


def free(session: Session, rows: Sequence[HeldRow], *, reason: str, by: Actor, at: datetime) -> None:
    """End reservations: all of each goes back to its purse."""
    endings = [Ending(row, 0, row.amount) for row in rows]
    resolve(session, endings, reason=reason, by=by, at=at)
    settle(session, endings, reason=reason, by=by, at=at)


def give_back(session: Session, rows: Sequence[HeldRow], *, reason: str, by: Actor, at: datetime) -> None:
    """Return committed money to the purses that it came from."""
    purses = of_purses(session, [row.purse_id for row in rows])
    states = of_pitches(session, [row.pitch_id for row in rows])
    moves = [
        Move(
            "give_back",
            states[row.pitch_id, "committed", row.fiscal_year],
            purses[row.purse_id],
            row.committed or 0,
            row.id,
            reason=reason,
        )
        for row in rows
    ]
    post(session, moves, by=by, at=at)
