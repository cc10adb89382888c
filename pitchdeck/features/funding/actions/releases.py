"""Money after the decision is released. Who may is checked by the acts that call this."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.errors import Conflict
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.posting import Move, open_account, post
from pitchdeck.features.funding.models import Release, ReleaseRequest
from pitchdeck.features.funding.queries import AccountRow, TrancheRow
from pitchdeck.features.pitches.queries import pitch_to_change


def ask_release(session: Session, tranche: TrancheRow, *, by: Actor, at: datetime, reason: str) -> None:
    """Write that a person of finance asks for the release of a large tranche; no money moves yet."""
    row = {"tranche_id": tranche.id, "reason": reason, "by_id": by.id, "deputy_id": by.deputy_id, "at": at}
    session.execute(insert(ReleaseRequest), [row])
    detail = {"tranche": tranche.number, "amount": tranche.amount, "fiscal_year": tranche.fiscal_year}
    subject = ("pitch", tranche.pitch_key)
    history.record(session, subject, "release_asked", by=by, at=at, why=reason, detail=detail)


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
