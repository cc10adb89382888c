"""One effect per key: a retry gets the first answer, the same key with another body is refused."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from pitchdeck.base.db import Base, Id, Instant, Text, Whole
from pitchdeck.base.errors import Conflict


class Idempotency(Base):
    """An act that was done, with its answer; written in the act's own transaction."""

    __tablename__ = "idempotency"
    __table_args__ = (UniqueConstraint("person_id", "key"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    key: Mapped[str] = mapped_column(Text)
    body_hash: Mapped[str] = mapped_column(Text)
    status: Mapped[int] = mapped_column(Whole)
    location: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the first try was told."""

    status: int
    location: str


_UNHASHED = frozenset(
    {"csrf_token", "idempotency_key", "password", "new_password", "new_password_again", "code"}
)
"""Keys that change with every page, and secrets: a quick hash of a password must not lie in the database."""


def body_hash(route: str, fields: Iterable[tuple[str, str]]) -> str:
    """The hash of what was asked, without the keys that change with every page and without secrets."""
    told = sorted(pair for pair in fields if pair[0] not in _UNHASHED)
    return hashlib.sha256(repr((route, told)).encode("utf-8", "backslashreplace")).hexdigest()


_EARLIER = select(Idempotency.body_hash, Idempotency.status, Idempotency.location).where(
    Idempotency.person_id == bindparam("person_id"), Idempotency.key == bindparam("key")
)


def begin(session: Session, person_id: int, key: str, body: str, *, at: datetime) -> Answer | None:
    """Take the key for this act, or return the answer of the act that had it.

    A second try at the same moment waits here for the first. Raises Conflict when the body differs.
    """
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    row = {"person_id": person_id, "key": key, "body_hash": body, "status": 0, "location": "", "at": at}
    taken = session.execute(
        insert(Idempotency).values(row).on_conflict_do_nothing().returning(Idempotency.id)
    ).scalar_one_or_none()
    if taken is not None:
        return None
    earlier = session.execute(_EARLIER, {"person_id": person_id, "key": key}).one()
    if earlier.body_hash != body:
        raise Conflict(
            "This form was already sent with other content. Reload the page and look before sending it again."
        )
    return Answer(earlier.status, earlier.location)


def finish(session: Session, person_id: int, key: str, answer: Answer) -> None:
    """Store the answer beside the key, before the act's transaction commits."""
    session.execute(
        update(Idempotency)
        .where(Idempotency.person_id == person_id, Idempotency.key == key)
        .values(status=answer.status, location=answer.location)
    )
