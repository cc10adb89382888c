"""Questions about what opens the door once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.features.people.models import Person, SignInPass


@dataclass(frozen=True, slots=True)
class PassRow:
    """A pass that still works, and whose it is."""

    person_id: int
    kind: str
    name: str
    email: str


_OPEN = (
    select(SignInPass.person_id, SignInPass.kind, Person.name, Person.email)
    .join(Person, Person.id == SignInPass.person_id)
    .where(
        SignInPass.token_hash == bindparam("token_hash"),
        SignInPass.kind.in_(bindparam("kinds", expanding=True)),
        SignInPass.used_at.is_(None),
        SignInPass.void_at.is_(None),
        SignInPass.ends_at > bindparam("now"),
        Person.active == True,  # noqa: E712  # a SQL comparison
    )
)
_RECEIVER = select(Person.name, Person.email).where(
    Person.id == bindparam("person_id"),
    Person.active == True,  # noqa: E712  # a SQL comparison
)


def open_pass(session: Session, token_hash: str, kinds: tuple[str, ...], now: datetime) -> PassRow | None:
    """The pass of this token; None when it is unknown, used, taken back or has run out."""
    asked = {"token_hash": token_hash, "kinds": list(kinds), "now": now}
    row = session.execute(_OPEN, asked).one_or_none()
    return None if row is None else PassRow(*row)


def receiver(session: Session, person_id: int) -> tuple[str, str] | None:
    """(name, address) of the active person to whom a link is sent."""
    row = session.execute(_RECEIVER, {"person_id": person_id}).one_or_none()
    return None if row is None else (row.name, row.email)
