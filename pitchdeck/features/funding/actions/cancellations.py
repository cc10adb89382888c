"""Ending an approved promise by agreement: its investor asks, and finance confirms or declines."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.freeing import free_promises
from pitchdeck.features.funding.models import Cancellation, CancellationAnswer
from pitchdeck.features.funding.queries.advances import AdvanceRow, advance_of_key
from pitchdeck.features.funding.queries.cancellations import (
    CancellationRow,
    cancellation_of_key,
    cancelled,
    facts_of_cancellation,
)
from pitchdeck.features.funding.queries.sources import places_of
from pitchdeck.features.pitches.queries import pitch_to_change


def ask_cancellation(session: Session, advance_key: str, *, reason: str, by: Actor, at: datetime) -> str:
    """Ask finance to end one's approved promise, with the reason; the question's key. Nothing ends yet.

    Raises NotFound, also to everybody else, NotAllowed with the rule's reason, or Invalid without a reason.
    """
    row = _held(session, advance_key)
    if row.by_id != by.id:
        raise NotFound
    policy.require("cancellation:ask", by, facts_of_cancellation(session, row, by))
    if not reason.strip():
        raise Invalid({"reason": "Say in a sentence why: finance and the presenter read it."})
    made = {"key": new_key(), "advance_id": row.id, "reason": reason.strip(), "at": at}
    session.execute(insert(Cancellation), [made | {"by_id": by.id, "deputy_id": by.deputy_id}])
    detail = {"amount": row.left, "fiscal_year": row.fiscal_year, "cancellation": made["key"]}
    subject = ("pitch", row.pitch_key)
    history.record(session, subject, "cancellation_asked", by=by, at=at, why=reason.strip(), detail=detail)
    notices.cancellation_asked(session, str(made["key"]), at=at)
    return str(made["key"])


def answer_cancellation(
    session: Session, key: str, *, verdict: str, reason: str = "", by: Actor, at: datetime
) -> CancellationRow:
    """End the promise as its investor asked, or decline with a reason; confirmed, it ends in the same act.

    Raises NotFound, NotAllowed, or Invalid: no verdict, or declined without a reason.
    """
    asked, row = cancelled(session, key)
    row = _held(session, row.key)
    policy.require("cancellation:answer", by, facts_of_cancellation(session, row, by))
    if verdict not in {"confirmed", "declined"}:
        raise Invalid({"verdict": "Choose whether it ends."})
    if verdict == "declined" and not reason.strip():
        raise Invalid({"reason": "Say in a sentence why not: the investor reads it."})
    answer = {"cancellation_id": asked.id, "verdict": verdict, "reason": reason.strip(), "at": at}
    session.execute(insert(CancellationAnswer), [answer | {"by_id": by.id, "deputy_id": by.deputy_id}])
    detail = {"amount": row.left, "fiscal_year": row.fiscal_year, "cancellation": key}
    verb, subject = f"cancellation_{verdict}", ("pitch", row.pitch_key)
    history.record(session, subject, verb, by=by, at=at, why=reason.strip(), detail=detail)
    if verdict == "confirmed":
        _end(session, row, asked.reason, by=by, at=at)
    else:
        notices.cancellation_declined(session, key, row.by_id, at=at)
    return cancellation_of_key(session, key)


def _held(session: Session, advance_key: str) -> AdvanceRow:
    """The promise as it is under its pitch's lock."""
    pitch_to_change(session, advance_of_key(session, advance_key).pitch_key)
    return advance_of_key(session, advance_key)


def _end(session: Session, row: AdvanceRow, reason: str, *, by: Actor, at: datetime) -> None:
    why = f"Ended by agreement of its investor and finance: {reason}"
    free_promises(session, [row], reason=why, by=by, at=at)
    place = places_of(session, [row.pitch_id], row.fiscal_year)[row.pitch_id]
    people = {place.sponsor_id, queries.cancellations.presenter_of(session, row.pitch_id)}
    notices.money_cut(session, row.pitch_key, people, row.left, why, at=at)
