"""Signing in and out, and what is remembered of attempts."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from pitchdeck.base.errors import NotFound
from pitchdeck.base.refs import new_key
from pitchdeck.features.people import queries
from pitchdeck.features.people.models import PASSES, Person, SignIn, SignInFailure, SignInPass

SESSION_LASTS = timedelta(hours=12)
PER_ACCOUNT, PER_PEER = 10, 60
"""Attempts that may fail within a quarter of an hour: for one account, and from one address."""


def token_hash(token: str) -> str:
    """What the database keeps of a token that only the browser, or the reader of a mail, knows."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def who_hash(email: str) -> str:
    """An address as the throttle stores it: no personal text."""
    return hashlib.sha256(email.strip().lower().encode("utf-8", "replace")).hexdigest()


def start_session(
    session: Session, person_id: int, token: str, *, at: datetime, browser: str = "", method: str = "password"
) -> str:
    """Open a sign-in session of at most twelve hours for a token that only the browser knows; its key."""
    row = SignIn(
        token_hash=token_hash(token),
        person_id=person_id,
        started_at=at,
        ends_at=at + SESSION_LASTS,
        key=new_key(),
        browser=browser,
        method=method,
    )
    session.add(row)
    session.flush()
    return row.key


def end_session(session: Session, token: str, *, at: datetime) -> None:
    """End the session of this token; ending it twice changes nothing."""
    session.execute(
        update(SignIn)
        .where(SignIn.token_hash == token_hash(token), SignIn.ended_at.is_(None))
        .values(ended_at=at)
    )


def end_own_session(session: Session, key: str, *, person_id: int, at: datetime) -> None:
    """End one of a person's own sessions; NotFound when it is not theirs, ending it twice changes nothing."""
    mine = SignIn.person_id == person_id
    ended = session.execute(
        update(SignIn).where(SignIn.key == key, mine).values(ended_at=at).returning(SignIn.id)
    )
    if ended.scalar_one_or_none() is None:
        raise NotFound


def end_other_sessions(session: Session, person_id: int, *, but: str, at: datetime) -> int:
    """End all sessions of a person except the one with this key; how many there were."""
    ended = session.execute(
        update(SignIn)
        .where(
            SignIn.person_id == person_id, SignIn.key != but, SignIn.ended_at.is_(None), SignIn.ends_at > at
        )
        .values(ended_at=at)
        .returning(SignIn.id)
    )
    return len(ended.all())


def end_sessions_of(session: Session, person_id: int, *, at: datetime) -> None:
    """End everything that lets this person in now: sessions, links in mails, a sign-in half done."""
    session.execute(
        update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None)).values(ended_at=at)
    )
    void_passes(session, person_id, at=at)


def void_passes(session: Session, person_id: int, *, at: datetime, kinds: tuple[str, ...] = PASSES) -> None:
    """Take back a person's unused passes of these kinds."""
    session.execute(
        update(SignInPass)
        .where(SignInPass.person_id == person_id, SignInPass.kind.in_(kinds))
        .where(SignInPass.used_at.is_(None), SignInPass.void_at.is_(None))
        .values(void_at=at)
    )


def attempt(session: Session, email: str, peer: str, *, at: datetime) -> int | None:
    """Count an attempt as failed before it is checked, so that many at once cannot pass the throttle.

    Its number, for `succeed`; None when the account or the peer has had its share.
    """
    who = who_hash(email)
    account, place = queries.failures_in_turn(session, who, peer, now=at)
    if account >= PER_ACCOUNT or place >= PER_PEER:
        return None
    row = SignInFailure(who_hash=who, peer=peer, at=at)
    session.add(row)
    session.flush()
    return row.id


def succeed(session: Session, attempt_id: int) -> None:
    """Take this one attempt out of the count; what others failed at stays counted."""
    session.execute(delete(SignInFailure).where(SignInFailure.id == attempt_id))


def record_failure(session: Session, email: str, peer: str, *, at: datetime) -> None:
    """Record a failed sign-in: an act that succeeds, and that the throttle counts."""
    session.add(SignInFailure(who_hash=who_hash(email), peer=peer, at=at))
    session.flush()


def rehash(session: Session, person_id: int, password_hash: str) -> None:
    """Keep a password's newer hash."""
    session.execute(update(Person).where(Person.id == person_id).values(password_hash=password_hash))
