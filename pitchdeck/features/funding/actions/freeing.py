"""Ending promises of years that have not opened, as what no fund will be asked for any more."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.posting import Move, post
from pitchdeck.features.funding.models import AdvanceEnd
from pitchdeck.features.funding.queries.advances import AdvanceRow, coming_of


def free_promises(
    session: Session, rows: Iterable[AdvanceRow], *, reason: str, by: Actor, at: datetime
) -> None:
    """End advance commitments: what was promised is the coming fund's again, and their investors are told."""
    rows = tuple(rows)
    for row in rows:
        if row.by_id != by.id:
            notices.promise_ended(session, row.key, row.by_id, at=at)
    end_promises(session, rows, reason, by=by, at=at)


def end_promises(
    session: Session, rows: Sequence[AdvanceRow], reason: str, *, by: Actor, at: datetime
) -> None:
    """End advance commitments as freed; whoever calls this tells their investors."""
    if not rows:
        return
    ends = [
        {
            "advance_id": row.id,
            "outcome": "freed",
            "amount": row.left,
            "commitment_key": None,
            "reason": reason,
            "by_id": by.id,
            "deputy_id": by.deputy_id,
            "at": at,
        }
        for row in rows
    ]
    session.execute(insert(AdvanceEnd), ends)
    post(session, frees(session, [(row, row.left) for row in rows], reason), by=by, at=at)


def frees(session: Session, amounts: Iterable[tuple[AdvanceRow, int]], reason: str) -> list[Move]:
    """The transfers that give promised money back to the years that it was promised from."""
    amounts = [(row, amount) for row, amount in amounts if amount]
    accounts = queries.of_pitches(session, [row.pitch_id for row, _amount in amounts])
    coming = coming_of(session, [row.unit_id for row, _amount in amounts])
    return [
        Move(
            "free",
            accounts[row.pitch_id, "promised", row.fiscal_year],
            coming[row.unit_id, row.fiscal_year],
            amount,
            reason=reason,
            advance_id=row.id,
        )
        for row, amount in amounts
    ]
