"""Money after the decision: released, spent, reversed. Who may is checked by the acts that call these."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.errors import Conflict
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.posting import Move, open_account, post
from pitchdeck.features.funding.models import Release
from pitchdeck.features.funding.queries import AccountRow, TrancheRow
from pitchdeck.features.pitches.queries import pitch_to_change


def release_tranche(
    session: Session, tranche_key: str, *, by: Actor, at: datetime, reason: str
) -> TrancheRow:
    """Make a tranche spendable: committed → released, once, after publication.

    Raises NotFound, or Conflict when the pitch is not funded or its committed money does not reach.
    """
    tranche = queries.tranche_of_key(session, tranche_key)
    pitch = pitch_to_change(session, tranche.pitch_key)
    if pitch.state != "funded":
        raise Conflict("Money is released once the decision is published and the pitch is funded.")
    source = queries.of_pitch(session, pitch.id).get(("committed", tranche.fiscal_year))
    if source is None:
        raise Conflict(f"Nothing is committed for {tranche.fiscal_year}, the year of this tranche.")
    if source.balance < tranche.amount:
        asked, held = (in_words(minor, source.currency) for minor in (tranche.amount, source.balance))
        raise Conflict(f"Tranche {tranche.number} is {asked}, but only {held} is still committed.")
    row = {"tranche_id": tranche.id, "reason": reason.strip(), "by_id": by.id, "deputy_id": by.deputy_id}
    session.execute(insert(Release), [{**row, "at": at}])
    detail = {"tranche": tranche.number, "amount": tranche.amount, "fiscal_year": tranche.fiscal_year}
    subject = ("pitch", pitch.key)
    history.record(session, subject, "tranche_released", by=by, at=at, why=reason.strip(), detail=detail)
    target = _state(session, pitch.id, "released", tranche.fiscal_year, source.currency)
    post(session, [Move("release", source, target, tranche.amount, reason=reason.strip())], by=by, at=at)
    return tranche


def _state(session: Session, pitch_id: int, kind: str, year: int, currency: str) -> AccountRow:
    open_account(session, kind, currency, pitch_id=pitch_id, fiscal_year=year)
    return queries.of_pitch(session, pitch_id)[kind, year]


@dataclass(frozen=True, slots=True)
class Posted:
    """What an actual moved in the ledger; without a transfer when nothing was released."""

    transfer_id: int | None
    amount: int


def spend(
    session: Session,
    *,
    pitch_id: int,
    fiscal_year: int,
    amount: int,
    document: str,
    by: Actor,
    at: datetime,
) -> Posted:
    """Post money spent up to what is released for that year; the caller keeps the rest as an overrun."""
    source = queries.of_pitch(session, pitch_id).get(("released", fiscal_year))
    if source is None:
        return Posted(None, 0)
    target = _state(session, pitch_id, "spent", fiscal_year, source.currency)
    held = queries.lock_accounts(session, [source.id, target.id])
    posted = min(amount, held[source.id].balance)
    if posted == 0:
        return Posted(None, 0)
    move = Move("spend", source, target, posted, document=document)
    return Posted(post(session, [move], by=by, at=at)[0], posted)


def reverse(session: Session, transfer_id: int, *, reason: str, by: Actor, at: datetime) -> int:
    """Undo a transfer by one that names it; the new transfer's id.

    Raises NotFound, or Conflict when the money has moved on.
    """
    made = queries.transfer_of_id(session, transfer_id)
    held = queries.lock_accounts(session, [made.from_id, made.to_id])
    if held[made.to_id].balance < made.amount:
        raise Conflict("The money of this entry has moved on: undo what came after it first.")
    source = AccountRow(made.to_id, made.to_kind, None, None, None, None, made.currency, 0, None)
    target = AccountRow(made.from_id, made.from_kind, None, None, None, None, made.currency, 0, None)
    move = Move("reverse", source, target, made.amount, reverses_id=made.id, reason=reason)
    return post(session, [move], by=by, at=at)[0]
