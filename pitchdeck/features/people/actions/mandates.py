"""Granting mandates, changing their limit, ending them, and the second person's yes."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.people import queries
from pitchdeck.features.people.actions.members import grant
from pitchdeck.features.people.actions.people import KEPT, keep_one
from pitchdeck.features.people.models import MONEY_ROLES, Mandate, MandateChange, MandateEnd, Person
from pitchdeck.features.people.policy import MandateFacts

LIMITED = ("investor", "finance")
"""Roles whose mandate may carry a limit: what they may commit or release at once."""


def appoint(
    session: Session,
    person_key: str,
    *,
    role: str,
    valid_from: date,
    by: Actor,
    at: datetime,
    today: date,
    unit_key: str | None = None,
    limit_minor: int | None = None,
    valid_to: date | None = None,
) -> Mandate:
    """Grant a role, over the whole organisation and without an end unless these are named.

    One that touches money waits for its second person.

    Invalid for dates in the past or the wrong way round and for a limit that the role has not,
    Conflict when the same mandate is held already.
    """
    person = queries.person_to_change(session, person_key)
    unit = queries.unit_to_change(session, unit_key) if unit_key else None
    unit_id = unit.id if unit else None
    policy.require("mandate:grant", by, MandateFacts(person.id, by.id, role, unit_id))
    _sound(person, role, limit_minor, (valid_from, valid_to), today)
    if queries.holds_already(session, person.id, role, unit_id, valid_from):
        raise Conflict(
            f"{person.name} holds this mandate already. End it first, or change its limit where it stands."
        )
    mandate = grant(
        session,
        person_id=person.id,
        role=role,
        by_id=by.id,
        at=at,
        valid_from=valid_from,
        valid_to=valid_to,
        unit_id=unit_id,
        limit_minor=limit_minor,
    )
    detail = {"role": role, "limit_minor": limit_minor}
    history.record(session, ("mandate", mandate.key), "granted", by=by, at=at, detail=detail)
    return mandate


def change_limit(
    session: Session,
    key: str,
    *,
    limit_minor: int | None,
    reason: str,
    by: Actor,
    at: datetime,
    today: date,
) -> Mandate:
    """Put another limit on a mandate: a new one takes its place once a second person has confirmed it.

    Invalid without a change, Conflict for a mandate that is over or that somebody is changing already.
    """
    old = _valid(session, key, today)
    policy.require("mandate:grant", by, _facts(old))
    if old.role not in LIMITED or old.limit_minor == limit_minor:
        raise Invalid({"limit": "This is the limit that it has. Enter another amount, or leave it as it is."})
    mandate = grant(
        session,
        person_id=old.person_id,
        role=old.role,
        by_id=by.id,
        at=at,
        valid_from=max(old.valid_from, today),
        valid_to=old.valid_to,
        unit_id=old.unit_id,
        limit_minor=limit_minor,
    )
    session.add(MandateChange(mandate_id=mandate.id, replaces_id=old.id, reason=reason))
    session.flush()
    detail = {"limit_minor": [old.limit_minor, limit_minor]}
    subject = ("mandate", mandate.key)
    history.record(session, subject, "limit_changed", by=by, at=at, why=reason, detail=detail)
    return mandate


def end_mandate(session: Session, key: str, *, reason: str, by: Actor, at: datetime, today: date) -> None:
    """End a mandate at once, for good, with its reason; the last one that must be kept is refused."""
    queries.hold_the_house(session)  # two ends at once could otherwise leave nobody
    mandate = _valid(session, key, today)
    policy.require("mandate:end", by, _facts(mandate))
    works = mandate.role not in MONEY_ROLES or mandate.confirmed_at is not None
    if works and mandate.role in KEPT:
        name = queries.names_of(session, [mandate.person_id])[mandate.person_id]
        keep_one(session, mandate.role, mandate.person_id, name, at=at)
    _end(session, mandate, reason=reason, by=by, at=at, today=today)


def confirm_mandate(session: Session, key: str, *, by: Actor, at: datetime) -> None:
    """Confirm a mandate as the second person; NotFound, NotAllowed, or Conflict when there is nothing to do.

    What it replaces, a mandate with another limit, ends with it.
    """
    mandate = queries.mandate_to_change(session, key)
    if mandate is None:
        raise NotFound
    policy.require("mandate:confirm", by, _facts(mandate))
    confirm(session, mandate, by=by, at=at)


def confirm(session: Session, mandate: Mandate, *, by: Actor, at: datetime) -> None:
    """Write the second person's yes, whoever was found to be one; Conflict when there is nothing to do."""
    if mandate.confirmed_at is not None:
        raise Conflict("This mandate is already confirmed.")
    today = queries.local_day(session, at)
    if mandate.valid_to is not None and mandate.valid_to < today:
        raise Conflict("This mandate is over: there is nothing left to confirm.")
    mandate.confirmed_by_id, mandate.confirmed_at = by.id, at
    session.flush()
    history.record(session, ("mandate", mandate.key), "confirmed", by=by, at=at)
    old = queries.replaced_by(session, mandate.id)
    if old is not None and (old.valid_to is None or old.valid_to >= today):
        _end(session, old, reason="Replaced by a changed limit.", by=by, at=at, today=today)


def _sound(
    person: Person, role: str, limit: int | None, valid: tuple[date, date | None], today: date
) -> None:
    (valid_from, valid_to), wrong = valid, {}
    if not person.active:
        raise Conflict(f"{person.name} has left. Reactivate them first.")
    if valid_from < today:
        wrong["valid_from"] = "A mandate begins today or later: nothing is granted for the past."
    if valid_to is not None and valid_to < valid_from:
        wrong["valid_to"] = "The last day lies before the first."
    if limit is not None and role not in LIMITED:
        wrong["limit"] = "Only investors and finance have a limit. Leave it empty for this role."
    if wrong:
        raise Invalid(wrong)


def _valid(session: Session, key: str, today: date) -> Mandate:
    mandate = queries.mandate_to_change(session, key)
    if mandate is None:
        raise NotFound
    if mandate.valid_to is not None and mandate.valid_to < today:
        raise Conflict("This mandate is over. Grant a new one on the page of its holder.")
    return mandate


def _facts(mandate: Mandate) -> MandateFacts:
    return MandateFacts(mandate.person_id, mandate.granted_by_id, mandate.role, mandate.unit_id)


def _end(session: Session, mandate: Mandate, *, reason: str, by: Actor, at: datetime, today: date) -> None:
    session.add(
        MandateEnd(mandate_id=mandate.id, was_valid_to=mandate.valid_to, reason=reason, by_id=by.id, at=at)
    )
    mandate.valid_to = today - timedelta(days=1)
    session.flush()
    history.record(session, ("mandate", mandate.key), "ended", by=by, at=at, why=reason)
