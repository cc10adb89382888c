"""Signing in and out, and what is remembered of failures."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from pitchdeck.features.people.models import Person, SignIn, SignInFailure

SESSION_LASTS = timedelta(hours=12)


def token_hash(token: str) -> str:
    """What the database keeps of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def who_hash(email: str) -> str:
    """An address as the throttle stores it: no personal text."""
    return hashlib.sha256(email.strip().lower().encode("utf-8", "replace")).hexdigest()


def start_session(session: Session, person_id: int, token: str, *, at: datetime) -> None:
    """Open a sign-in session of twelve hours for a token that only the browser knows."""
    session.add(
        SignIn(token_hash=token_hash(token), person_id=person_id, started_at=at, ends_at=at + SESSION_LASTS)
    )
    session.flush()


def end_session(session: Session, token: str, *, at: datetime) -> None:
    """End the session of this token; ending it twice changes nothing."""
    session.execute(
        update(SignIn)
        .where(SignIn.token_hash == token_hash(token), SignIn.ended_at.is_(None))
        .values(ended_at=at)
    )


def record_failure(session: Session, email: str, peer: str, *, at: datetime) -> None:
    """Record a failed sign-in: an act that succeeds, and that the throttle counts."""
    session.add(SignInFailure(who_hash=who_hash(email), peer=peer, at=at))
    session.flush()


def rehash(session: Session, person_id: int, password_hash: str) -> None:
    """Keep a password's newer hash."""
    session.execute(update(Person).where(Person.id == person_id).values(password_hash=password_hash))
