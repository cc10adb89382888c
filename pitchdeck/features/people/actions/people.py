"""Adding and inviting people, changing what is known of them, and their leaving and coming back."""

import re
from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.people import queries
from pitchdeck.features.people.actions.members import add_person
from pitchdeck.features.people.actions.sign_in import end_sessions_of
from pitchdeck.features.people.actions.sign_in_pass import invite
from pitchdeck.features.people.models import Person

_ADDRESS = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
LONGEST = 254
KEPT = {
    "admin": "the last administrator who can sign in. Give somebody else the role first",
    "finance": "the last person of finance whose mandate is confirmed. Have another one confirmed first",
}
"""Roles that somebody must always be able to act in, and what is said to who would take the last."""


def enrol(
    session: Session,
    *,
    name: str,
    email: str,
    title: str = "",
    unit_key: str | None = None,
    by: Actor,
    at: datetime,
) -> Person:
    """Add somebody and invite them by mail; Invalid when the address is none or taken."""
    policy.require("person:add", by)
    address = _free_address(session, email)
    unit = queries.unit_to_change(session, unit_key) if unit_key else None
    person = add_person(
        session, name=name, email=address, title=title, unit_id=unit.id if unit else None, at=at
    )
    history.record(session, ("person", person.key), "added", by=by, at=at)
    invite(session, person.id, by=by, at=at)
    return person


def invite_again(session: Session, key: str, *, by: Actor, at: datetime) -> None:
    """Send the invitation once more; Conflict for somebody who has left."""
    policy.require("person:change", by)
    person = queries.person_to_change(session, key)
    if not person.active:
        raise Conflict("This person has left. Reactivate them first.")
    invite(session, person.id, by=by, at=at)


def change_person(
    session: Session,
    key: str,
    *,
    name: str,
    email: str,
    title: str,
    unit_key: str | None,
    by: Actor,
    at: datetime,
) -> None:
    """Change what is known of a person; the history says what, never the words."""
    policy.require("person:change", by)
    person = queries.person_to_change(session, key)
    address = _free_address(session, email, but=person.id)
    unit = queries.unit_to_change(session, unit_key) if unit_key else None
    wanted = {"name": name, "email": address, "title": title, "unit_id": unit.id if unit else None}
    changed = sorted(field for field, value in wanted.items() if getattr(person, field) != value)
    for field in changed:
        setattr(person, field, wanted[field])
    session.flush()
    if changed:
        told = ["unit" if field == "unit_id" else field for field in changed]
        history.record(session, ("person", key), "changed", by=by, at=at, detail={"fields": told})


def deactivate(session: Session, key: str, *, reason: str, by: Actor, at: datetime) -> None:
    """Let a person go: they cannot sign in any more and every session of theirs ends.

    Conflict for who has left already, and for the last administrator or confirmed person of finance.
    """
    policy.require("person:deactivate", by)
    queries.hold_the_house(session)  # two at once could otherwise each be the other's last
    person = queries.person_to_change(session, key)
    if not person.active:
        raise Conflict("This person was deactivated before.")
    held = {
        role.role
        for role in queries.roles_of(session, [person.id], queries.local_day(session, at)).get(person.id, ())
    }
    for role in sorted(held & set(KEPT)):
        keep_one(session, role, person.id, person.name, at=at)
    person.active = False
    session.flush()
    end_sessions_of(session, person.id, at=at)
    states = ("active", "left")
    history.record(session, ("person", key), "deactivated", by=by, at=at, states=states, why=reason)


def reactivate(session: Session, key: str, *, by: Actor, at: datetime) -> None:
    """Let a person sign in again, with the mandates that are still valid; Conflict for who is active."""
    policy.require("person:deactivate", by)
    person = queries.person_to_change(session, key)
    if person.active:
        raise Conflict("This person is active already.")
    person.active = True
    session.flush()
    history.record(session, ("person", key), "reactivated", by=by, at=at, states=("left", "active"))


def keep_one(session: Session, role: str, person_id: int, name: str, *, at: datetime) -> None:
    """Refuse (Conflict) to take a role from the last person who can act in it."""
    if queries.others_who_hold(session, role, person_id, queries.local_day(session, at)) == 0:
        raise Conflict(f"{name} is {KEPT[role]}.")


def checked_address(email: str) -> str:
    """An e-mail address as it is stored; Invalid when it is none."""
    address = email.strip().lower()
    if not _ADDRESS.fullmatch(address) or len(address) > LONGEST:
        raise Invalid({"email": "This is no e-mail address. It looks like name@company.example."})
    return address


def _free_address(session: Session, email: str, *, but: int | None = None) -> str:
    address = checked_address(email)
    if queries.address_taken(session, address, but=but):
        raise Invalid(
            {"email": f"{address} already belongs to somebody, who may have left. Enter another address."}
        )
    return address
