"""Money of a funded pitch between its states of one year, all of an act's transfers under one lock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base.errors import Conflict
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.posting import Move, open_account, post
from pitchdeck.features.funding.queries import AccountRow

STATE_WORDS = {"released": "released and not contracted", "contracted": "contracted", "spent": "spent"}


@dataclass(frozen=True, slots=True)
class Step:
    """An amount of a pitch about to move from one state to another; a step of nothing is left out."""

    verb: str
    source: str
    target: str
    amount: int


@dataclass(frozen=True, slots=True)
class Place:
    """Whose money of which year, and what the transfers are about."""

    pitch_id: int
    fiscal_year: int
    document: str = ""
    reason: str = ""


def shift(
    session: Session,
    place: Place,
    steps: Sequence[Step],
    *,
    undone: Iterable[int] = (),
    by: Actor,
    at: datetime,
) -> tuple[int, ...]:
    """Reverse the transfers of `undone`, then take the steps; the new transfers' ids in that order.

    Raises Conflict with the figures when a state holds less than would leave it.
    """
    moves = [*_reversals(session, undone, place.reason), *_moves(session, place, steps)]
    if moves:
        _covered(session, moves)
    return post(session, moves, by=by, at=at)


def _reversals(session: Session, undone: Iterable[int], reason: str) -> list[Move]:
    made = [queries.transfer_of_id(session, each) for each in undone]
    return [
        Move(
            "reverse",
            AccountRow(each.to_id, each.to_kind, None, None, None, None, each.currency, 0, None),
            AccountRow(each.from_id, each.from_kind, None, None, None, None, each.currency, 0, None),
            each.amount,
            reverses_id=each.id,
            reason=reason,
        )
        for each in made
    ]


def _moves(session: Session, place: Place, steps: Sequence[Step]) -> list[Move]:
    wanted = [step for step in steps if step.amount]
    if not wanted:
        return []
    year, accounts = place.fiscal_year, queries.of_pitch(session, place.pitch_id)
    currency = next(iter(accounts.values())).currency if accounts else ""
    missing = {kind for step in wanted for kind in (step.source, step.target)} - {
        kind for kind, of_year in accounts if of_year == year
    }
    if missing and not currency:
        raise Conflict(f"Nothing was released for {year}: release a tranche of that year first.")
    for kind in sorted(missing):
        open_account(session, kind, currency, pitch_id=place.pitch_id, fiscal_year=year)
    if missing:
        accounts = queries.of_pitch(session, place.pitch_id)
    return [
        Move(
            step.verb,
            accounts[step.source, year],
            accounts[step.target, year],
            step.amount,
            document=place.document,
            reason=place.reason,
        )
        for step in wanted
    ]


def _covered(session: Session, moves: Sequence[Move]) -> None:
    """Word the refusal that the ledger would give: each balance after each move, under the lock."""
    ids = {account.id for move in moves for account in (move.source, move.target)}
    held = {each: limits.balance for each, limits in queries.lock_accounts(session, ids).items()}
    for move in moves:
        left = held[move.source.id] - move.amount
        if left < 0:
            asked, there = (
                in_words(minor, move.source.currency) for minor in (move.amount, held[move.source.id])
            )
            raise Conflict(
                f"This would move {asked}, but only {there} is {STATE_WORDS[move.source.kind]} now:"
                " undo what came after it first."
            )
        held[move.source.id] = left
        held[move.target.id] += move.amount
