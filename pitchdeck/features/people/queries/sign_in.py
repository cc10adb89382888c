"""Questions about sign-in sessions and failures."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from pitchdeck.features.people.models import Person, SignIn, SignInFailure


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a sign-in is checked against."""

    id: int
    name: str
    password_hash: str | None


_CREDENTIALS = select(Person.id, Person.name, Person.password_hash).where(
    Person.email == bindparam("email"),
    Person.active == True,  # noqa: E712  # a SQL comparison
)
_SIGNED_IN = select(SignIn.id, SignIn.person_id, SignIn.started_at, SignIn.ends_at).where(
    SignIn.token_hash == bindparam("token_hash"), SignIn.ended_at.is_(None)
)
_FAILURES = select(
    func.count().filter(SignInFailure.who_hash == bindparam("who")),
    func.count().filter(SignInFailure.peer == bindparam("peer")),
).where(
    SignInFailure.at > bindparam("since"),
    or_(SignInFailure.who_hash == bindparam("who"), SignInFailure.peer == bindparam("peer")),
)


def credentials(session: Session, email: str) -> Credentials | None:
    """What to check a password against; None for an unknown or inactive address."""
    row = session.execute(_CREDENTIALS, {"email": email}).one_or_none()
    return None if row is None else Credentials(*row)


def signed_in(session: Session, token_hash: str, now: datetime) -> tuple[int, int] | None:
    """(sign-in id, person id) of a session that was not ended and has not run out."""
    row = session.execute(_SIGNED_IN, {"token_hash": token_hash}).one_or_none()
    return None if row is None or row.ends_at <= now else (row.id, row.person_id)


def failures(session: Session, who_hash: str, peer: str, *, now: datetime) -> tuple[int, int]:
    """Failed sign-ins of the last 15 minutes: for this account, and from this peer."""
    since = now - timedelta(minutes=15)
    row = session.execute(_FAILURES, {"who": who_hash, "peer": peer, "since": since}).one()
    return row[0], row[1]
