"""Letting somebody stand in for another, with dates: B for A."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.people import queries
from pitchdeck.features.people.models import Deputy, DeputyEnd
from pitchdeck.features.people.policy import DeputyFacts

LONGEST = timedelta(days=366)


def stand_in(
    session: Session,
    for_key: str,
    *,
    deputy_key: str,
    valid_from: date,
    valid_to: date,
    reason: str,
    by: Actor,
    at: datetime,
    today: date,
) -> Deputy:
    """Let one person stand in for another between two days, both included.

    Granted by whom they stand in for, or an administrator; over money it waits for a second person.
    Invalid for dates that do not hold, or for oneself.
    """
    principal = queries.person_to_change(session, for_key)
    deputy = queries.person_to_change(session, deputy_key)
    policy.require("deputy:name", by, DeputyFacts(principal.id, deputy.id, by.id))
    wrong = {}
    if deputy.id == principal.id:
        wrong["deputy"] = "Nobody stands in for themselves. Choose another person."
    elif not (deputy.active and principal.active):
        wrong["deputy"] = "One of the two has left. Choose somebody who is active."
    if valid_from < today:
        wrong["valid_from"] = "Standing in begins today or later."
    if not valid_from <= valid_to <= valid_from + LONGEST:
        wrong["valid_to"] = "The last day is the first or later, and at most a year after it."
    if wrong:
        raise Invalid(wrong)
    row = Deputy(
        key=new_key(),
        for_id=principal.id,
        deputy_id=deputy.id,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=reason,
        granted_by_id=by.id,
        granted_at=at,
    )
    session.add(row)
    session.flush()
    detail = {"for_id": principal.id, "deputy_id": deputy.id}
    history.record(session, ("deputy", row.key), "named", by=by, at=at, why=reason, detail=detail)
    return row


def confirm_deputy(session: Session, key: str, *, by: Actor, at: datetime) -> None:
    """Confirm as the second person that a deputy may act over money; Conflict when it was confirmed."""
    row = queries.deputy_to_change(session, key)
    policy.require("deputy:confirm", by, DeputyFacts(row.for_id, row.deputy_id, row.granted_by_id))
    if row.confirmed_at is not None:
        raise Conflict("This deputy was confirmed before.")
    row.confirmed_by_id, row.confirmed_at = by.id, at
    session.flush()
    history.record(session, ("deputy", key), "confirmed", by=by, at=at)


def end_deputy(session: Session, key: str, *, reason: str, by: Actor, at: datetime, today: date) -> None:
    """End standing in at once, with its reason; Conflict when it is over."""
    row = queries.deputy_to_change(session, key)
    policy.require("deputy:end", by, DeputyFacts(row.for_id, row.deputy_id, row.granted_by_id))
    if row.valid_to < today:
        raise Conflict("This is over already.")
    session.add(DeputyEnd(deputy_id=row.id, was_valid_to=row.valid_to, reason=reason, by_id=by.id, at=at))
    row.valid_to = today - timedelta(days=1)
    session.flush()
    history.record(session, ("deputy", key), "ended", by=by, at=at, why=reason)
