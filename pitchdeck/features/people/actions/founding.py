"""The first day: the set-up code, the organisation with its first administrator, everybody, the first yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import available_timezones

from babel import Locale
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid, NotFound
from pitchdeck.base.policy import Actor, Grant
from pitchdeck.features.people import queries
from pitchdeck.features.people.actions.mandates import appoint, confirm
from pitchdeck.features.people.actions.members import add_person, add_unit, found_organisation, grant
from pitchdeck.features.people.actions.people import checked_address, enrol
from pitchdeck.features.people.actions.sign_in import token_hash
from pitchdeck.features.people.actions.sign_in_pass import give_pass
from pitchdeck.features.people.models import Person, SetupCode
from pitchdeck.features.people.policy import FoundingFacts

SPONSOR = "sponsor"
"""Whoever owns a measure sponsors: no mandate is granted."""


@dataclass(frozen=True, slots=True)
class Founding:
    """What an organisation is founded with; the discount rate and the burden are fractions."""

    name: str
    currency: str
    locale: str
    zone: str
    fiscal_year_start: int
    discount_rate: float
    roi_objective_pct: float
    burden: float
    burden_source: str


@dataclass(frozen=True, slots=True)
class Starter:
    """One of the first people, and their part."""

    name: str
    email: str
    role: str


def offer_setup(session: Session, code: str, *, at: datetime) -> None:
    """Keep the hash of a new set-up code; the one before stops working. Conflict once there is somebody."""
    if queries.organisation(session) is not None:
        raise Conflict("This database has its organisation: there is nothing left to set up.")
    row = queries.setup_code_to_change(session)
    if row is None:
        session.add(SetupCode(id=1, code_hash=token_hash(code), made_at=at))
    else:
        row.code_hash, row.made_at, row.used_at = token_hash(code), at, None
    session.flush()


def set_up(
    session: Session, code: str, founding: Founding, *, name: str, email: str, token: str, at: datetime
) -> Person:
    """Found the organisation, and its first administrator, who chooses a password behind `token`.

    NotFound for a code that does not open, or no more; Invalid for settings that do not hold.
    """
    row = queries.setup_code_to_change(session)
    if row is None or row.used_at is not None or row.code_hash != token_hash(code):
        raise NotFound
    _sound(founding)
    address = checked_address(email)
    row.used_at = at
    values = {field: getattr(founding, field) for field in Founding.__dataclass_fields__}
    found_organisation(session, **values, demo=False, at=at)
    top = add_unit(session, name=founding.name)
    person = add_person(session, name=name, email=address, unit_id=top.id, at=at)
    today = queries.local_day(session, at)
    mandate = grant(session, person_id=person.id, role="admin", by_id=person.id, at=at, valid_from=today)
    by = Actor(person.id, person.key, person.name, (Grant("admin"),))
    history.record(session, ("organisation", "1"), "founded", by=by, at=at)
    history.record(session, ("person", person.key), "added", by=by, at=at)
    history.record(session, ("mandate", mandate.key), "granted", by=by, at=at, detail={"role": "admin"})
    give_pass(session, person.id, "invitation", token, at=at)
    return person


def start_with(
    session: Session, starters: Sequence[Starter], *, by: Actor, at: datetime, today: date
) -> None:
    """Add and invite the first people and grant their parts over the whole organisation, all or none.

    Somebody who is named twice gets both parts. Invalid names the row and the field.
    """
    for place, starter in enumerate(starters):
        try:
            _start(session, starter, by=by, at=at, today=today)
        except Invalid as refused:
            raise Invalid({f"people.{place}.{name}": why for name, why in refused.fields.items()}) from None


def _start(session: Session, starter: Starter, *, by: Actor, at: datetime, today: date) -> None:
    address = checked_address(starter.email)
    person = queries.starter_of_address(session, address)
    if person is None:
        person = enrol(session, name=starter.name, email=address, by=by, at=at)
    if starter.role == SPONSOR or queries.holds_already(session, person.id, starter.role, None, today):
        return
    appoint(session, person.key, role=starter.role, valid_from=today, by=by, at=at, today=today)


def show_link(session: Session, key: str, token: str, *, by: Actor, at: datetime) -> str:
    """Make the link with which a person who was invited sets a first password; the name of that person.

    For an installation without mail; the history says who saw it. Conflict for who has come in already.
    """
    policy.require("person:change", by)
    person = queries.person_to_change(session, key)
    if not person.active or person.password_hash is not None:
        raise Conflict("This person has a password already, or has left: there is no link to hand over.")
    give_pass(session, person.id, "invitation", token, at=at)
    history.record(session, ("person", key), "was shown the link", by=by, at=at)
    return person.name


def confirm_as_founder(session: Session, key: str, *, by: Actor, at: datetime) -> None:
    """Confirm the first mandate over money, by the other founder whose own still waits.

    Only while none of finance or a fund owner was ever confirmed; from then on the usual second person.
    """
    queries.hold_the_house(session)  # two founders at once: the second confirms by a mandate that works
    first = {row.key: row for row in queries.founding_mandates(session, queries.local_day(session, at))}
    if key not in first:
        raise NotFound
    row = first[key]
    founders = frozenset(each.person_id for each in first.values())
    facts = FoundingFacts(row.person_id, row.granted_by_id, founders)
    policy.require("mandate:found", by, facts)
    mandate = queries.mandate_to_change(session, key)
    if mandate is None:
        raise NotFound
    confirm(session, mandate, by=by, at=at)


def _sound(founding: Founding) -> None:
    wrong = {}
    if founding.currency not in Locale("en").currencies:
        wrong["currency"] = "This is no currency code. Write three letters: EUR, USD, CHF."
    if founding.zone not in available_timezones():
        wrong["zone"] = "Choose a zone of the list."
    if wrong:
        raise Invalid(wrong)
