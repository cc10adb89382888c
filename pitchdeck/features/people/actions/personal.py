"""A copy of everything about a person, and a name taken out after its bearer has left."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Conflict
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.people import queries
from pitchdeck.features.people.models import (
    Feed,
    Notice,
    Person,
    PersonalFile,
    Preference,
    RecoveryCode,
    SavedView,
    SecondFactor,
    SignIn,
    SignInIdentity,
    SignInPass,
)
from pitchdeck.features.people.policy import PersonalFacts

GONE = "left.invalid"
"""No mail can ever reach this domain (RFC 2606)."""


def ask_copy(session: Session, person_key: str, *, by: Actor, at: datetime) -> str:
    """Ask for a copy of a person's data, one's own or as an administrator; the request's key."""
    person = queries.person_to_change(session, person_key)
    policy.require("personal:copy", by, PersonalFacts(person.id))
    return _asked(session, person, "copy", by=by, at=at)


def ask_pseudonym(session: Session, person_key: str, *, reason: str, by: Actor, at: datetime) -> str:
    """Ask that the name of somebody who has left is taken out; Conflict while they are active."""
    policy.require("personal:pseudonym", by)
    person = queries.person_to_change(session, person_key)
    if person.active:
        raise Conflict(f"{person.name} is active. Deactivate them first: a name in use cannot be taken out.")
    return _asked(session, person, "pseudonym", by=by, at=at, reason=reason)


def _asked(session: Session, person: Person, kind: str, *, by: Actor, at: datetime, reason: str = "") -> str:
    key = queries.open_file(session, person.id, kind)
    if key is not None:
        return key  # it is on its way already
    key = new_key()
    session.add(PersonalFile(key=key, person_id=person.id, kind=kind, asked_by_id=by.id, asked_at=at))
    session.flush()
    history.record(session, ("person", person.key), f"{kind}_asked", by=by, at=at, why=reason)
    outbox.owe(session, f"personal_{kind}", {"file": key}, at=at)
    return key


def keep_copy(session: Session, key: str, content: str, *, at: datetime) -> None:
    """Keep the finished copy for who asked; a request that is done already stays as it is."""
    row = queries.personal_file_to_change(session, key)
    if row.done_at is None:
        row.content, row.done_at = content, at
        session.flush()


def take_name_out(session: Session, key: str, *, at: datetime) -> None:
    """Replace name and address, and delete what only served the person; history and ledger keep the id.

    Nothing changes when it was done before, or when the person has come back meanwhile.
    """
    row = queries.personal_file_to_change(session, key)
    person = queries.person_of_file(session, row)
    if row.done_at is not None or person.active:
        return
    person.name, person.email = f"Former member {person.key[:4]}", f"{person.key}@{GONE}"
    person.title, person.password_hash = "", None
    for table in (
        *(Notice, Preference, Feed, SignIn, SignInIdentity, SignInPass, SecondFactor),
        *(RecoveryCode, SavedView),
    ):
        session.execute(delete(table).where(table.person_id == person.id))
    row.done_at = at
    session.flush()
    by = Actor(row.asked_by_id, "", "")
    history.record(session, ("person", person.key), "pseudonymised", by=by, at=at)
