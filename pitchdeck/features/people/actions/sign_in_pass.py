"""Passwords and the passes that lead to one: asked for, sent, used once."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.people import notices, queries
from pitchdeck.features.people.actions.sign_in import (
    end_other_sessions,
    end_sessions_of,
    rehash,
    token_hash,
    void_passes,
    who_hash,
)
from pitchdeck.features.people.models import SignInPass

LASTS = {
    "password_reset": timedelta(hours=1),
    "invitation": timedelta(days=7),
    "break_glass": timedelta(minutes=15),
    "second_step": timedelta(minutes=10),
}
ONE_MAIL_IN = timedelta(minutes=5)
"""However often a reset is asked for, an account gets one mail in this time."""
TO_A_PASSWORD = ("password_reset", "invitation")

GONE = "This link was used already, has expired, or was replaced by a newer one. Ask for a new link."


def give_pass(session: Session, person_id: int, kind: str, token: str, *, at: datetime) -> None:
    """Make a pass for a token; an earlier unused link of its kind stops working."""
    if kind != "second_step":  # or whoever knows the password could keep its owner from ever getting in
        void_passes(session, person_id, at=at, kinds=(kind,))
    row = SignInPass(
        kind=kind, token_hash=token_hash(token), person_id=person_id, made_at=at, ends_at=at + LASTS[kind]
    )
    session.add(row)
    session.flush()


def use_pass(session: Session, token: str, kinds: tuple[str, ...], *, at: datetime) -> int:
    """Use a pass up; the person's id. NotFound when it does not work: of two at once, one gets through."""
    works = (SignInPass.used_at.is_(None), SignInPass.void_at.is_(None), SignInPass.ends_at > at)
    used = session.execute(
        update(SignInPass)
        .where(SignInPass.token_hash == token_hash(token), SignInPass.kind.in_(kinds), *works)
        .values(used_at=at)
        .returning(SignInPass.person_id)
    ).scalar_one_or_none()
    if used is None or queries.credentials_of(session, used) is None:
        raise NotFound(GONE)
    return used


def ask_reset(session: Session, email: str, *, at: datetime) -> None:
    """Owe the mail with a link; for an unknown address the same row about nobody, so nothing differs."""
    found = queries.credentials(session, email.strip().lower())
    slot = int(at.timestamp() // ONE_MAIL_IN.total_seconds())
    outbox.owe(
        session,
        "password_reset",
        {"person_id": found.id if found else None},
        at=at,
        key=f"password_reset {who_hash(email)[:24]} {slot}",
    )


def invite(session: Session, person_id: int, *, by: Actor, at: datetime) -> None:
    """Owe the mail with which a person sets a first password; NotFound for who is not active."""
    if queries.receiver(session, person_id) is None:
        raise NotFound
    person = queries.actor_of(session, person_id, queries.local_day(session, at))
    outbox.owe(session, "invitation", {"person_id": person_id}, at=at)
    if person is not None:
        history.record(session, ("person", person.key), "invited", by=by, at=at)


def set_password(session: Session, token: str, password_hash: str, *, at: datetime) -> None:
    """Set the password of a reset or an invitation and end all sessions; NotFound when the link is spent."""
    person_id = use_pass(session, token, TO_A_PASSWORD, at=at)
    before = queries.credentials_of(session, person_id)
    if before and before.password_hash:  # the first one is set by an invitation, which they have just read
        notices.account_changed(session, person_id, "password", at=at)
    rehash(session, person_id, password_hash)
    end_sessions_of(session, person_id, at=at)
    _record(session, person_id, "password_set", at)


def change_password(
    session: Session, password_hash: str, *, proved: bool, but: str, by: Actor, at: datetime
) -> None:
    """Change one's password and end all other sessions; Invalid when the present one was not `proved`."""
    if not proved:
        raise Invalid({"password": "This is not your present password. Type it again."})
    rehash(session, by.id, password_hash)
    end_other_sessions(session, by.id, but=but, at=at)
    void_passes(session, by.id, at=at)
    notices.account_changed(session, by.id, "password", at=at)
    history.record(session, ("person", by.key), "password_changed", by=by, at=at)


def break_glass(session: Session, email: str, token: str, *, at: datetime) -> str:
    """Make an administrator's pass from the machine itself; their name. NotFound for anybody else."""
    found = queries.credentials(session, email.strip().lower())
    who = queries.actor_of(session, found.id, queries.local_day(session, at)) if found else None
    if who is None or not who.holds("admin"):
        raise NotFound(f"No active administrator has the address {email}. Check it, or see: pitchdeck doctor")
    give_pass(session, who.id, "break_glass", token, at=at)
    why = "From the machine, with pitchdeck break-glass."
    history.record(session, ("person", who.key), "break_glass_made", by=who, at=at, why=why)
    return who.name


def use_break_glass(session: Session, token: str, *, at: datetime) -> int:
    """Use an administrator's pass up and write it down; the person's id."""
    person_id = use_pass(session, token, ("break_glass",), at=at)
    _record(session, person_id, "break_glass_used", at)
    return person_id


def _record(session: Session, person_id: int, verb: str, at: datetime) -> None:
    who = queries.actor_of(session, person_id, queries.local_day(session, at))
    if who is not None:
        history.record(session, ("person", who.key), verb, by=who, at=at)
