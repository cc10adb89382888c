"""Signing in through the organisation's identity provider, and the mandates that its claims give and take."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.errors import NotAllowed
from pitchdeck.base.policy import Actor
from pitchdeck.features.people import notices, queries
from pitchdeck.features.people.actions.members import add_person, grant
from pitchdeck.features.people.figures import ClaimRule
from pitchdeck.features.people.models import ClaimGrant, MandateEnd, SignInIdentity
from pitchdeck.features.people.queries import ClaimGrantRow

log = logging.getLogger(__name__)

_UNVERIFIED = "Your organisation has not confirmed your e-mail address, so it tells nobody here. Ask your IT."
_UNKNOWN = "Nobody with your e-mail address is entered here. Ask your administrator to add you."
_OTHER = "This e-mail address is linked to another account of your organisation. Ask your administrator."
_INACTIVE = "Your account here is not active. Ask your administrator."


@dataclass(frozen=True, slots=True)
class Identity:
    """What the provider vouches for, after its signature was checked."""

    issuer: str
    subject: str
    email: str
    verified: bool
    name: str


def enter_by_identity(
    session: Session, who: Identity, rules: Iterable[ClaimRule], *, create: bool, at: datetime, today: date
) -> int:
    """The id of the person behind an identity, with the mandates that it gives today; NotAllowed in words.

    Found by issuer and subject; the first time by verified address, or entered where `create` says so.
    """
    person_id = queries.person_of_identity(session, who.issuer, who.subject)
    if person_id is None:
        person_id = _link(session, who, create=create, at=at)
    person = queries.actor_of(session, person_id, today)
    if person is None:
        raise NotAllowed(_INACTIVE)
    _settle(session, person, tuple(rules), at=at, today=today)
    return person_id


def _link(session: Session, who: Identity, *, create: bool, at: datetime) -> int:
    if not (who.verified and who.email):
        raise NotAllowed(_UNVERIFIED)
    email = who.email.strip().lower()
    person_id = known = queries.person_of_address(session, email)
    if person_id is None and not create:
        raise NotAllowed(_UNKNOWN)
    if person_id is None:
        person_id = add_person(session, name=who.name or email, email=email, at=at).id
    elif queries.subject_of(session, who.issuer, person_id) is not None:
        # An address that now belongs to somebody else must not open the first one's account.
        raise NotAllowed(_OTHER)
    person = queries.actor_of(session, person_id, queries.local_day(session, at))
    if person is None:
        raise NotAllowed(_INACTIVE)
    session.add(SignInIdentity(issuer=who.issuer, subject=who.subject, person_id=person_id, linked_at=at))
    session.flush()
    detail = {"issuer": who.issuer}
    history.record(session, ("person", person.key), "identity_linked", by=person, at=at, detail=detail)
    if known is not None:
        notices.account_changed(session, person_id, "provider", at=at)
    return person_id


def _settle(
    session: Session, person: Actor, rules: tuple[ClaimRule, ...], *, at: datetime, today: date
) -> None:
    """Grant what the rules give and the person does not hold; end what they gave and give no more."""
    units = queries.units_called(session, frozenset(rule.unit for rule in rules if rule.unit))
    wanted = {(rule.role, units.get(rule.unit or "")): rule for rule in rules if _is_sound(rule, units)}
    present = queries.claim_grants(session, person.id)
    for row in present:
        if (row.role, row.unit_id) not in wanted:
            _end(session, person, row, at=at, today=today)
    still = {(row.role, row.unit_id) for row in present}
    held = queries.mandates_held(session, person.id, today)
    for scope in sorted(wanted.keys() - still - held, key=str):
        _grant(session, person, wanted[scope], scope[1], at=at, today=today)


def _is_sound(rule: ClaimRule, units: dict[str, int]) -> bool:
    if rule.unit is not None and rule.unit not in units:
        log.warning("a rule on claims names a unit that does not exist", extra={"rule": rule.words})
        return False
    return True


def _grant(
    session: Session, person: Actor, rule: ClaimRule, unit_id: int | None, *, at: datetime, today: date
) -> None:
    """The person's own sign-in grants it, so nobody is missing as the second person who confirms money."""
    mandate = grant(
        session,
        person_id=person.id,
        role=rule.role,
        unit_id=unit_id,
        by_id=person.id,
        at=at,
        valid_from=today,
    )
    session.add(ClaimGrant(mandate_id=mandate.id, person_id=person.id, rule=rule.words, granted_at=at))
    session.flush()
    detail = {"role": rule.role, "rule": rule.words}
    history.record(session, ("mandate", mandate.key), "granted", by=person, at=at, detail=detail)


def _end(session: Session, person: Actor, row: ClaimGrantRow, *, at: datetime, today: date) -> None:
    session.execute(update(ClaimGrant).where(ClaimGrant.id == row.id).values(ended_at=at))
    mandate = queries.mandate_to_change(session, row.mandate_key)
    if mandate is None or (mandate.valid_to is not None and mandate.valid_to < today):
        return  # somebody has ended it already
    why = "The identity provider no longer gives the claim."
    session.add(
        MandateEnd(mandate_id=mandate.id, was_valid_to=mandate.valid_to, reason=why, by_id=person.id, at=at)
    )
    mandate.valid_to = today - timedelta(days=1)
    session.flush()
    history.record(session, ("mandate", row.mandate_key), "ended", by=person, at=at, why=why)
