"""What is owed to the world: messages, documents and errands, written in the act's own transaction.

A row is the only truth about one thing owed, on both databases: what it is, when it is due, who is at it
and until when, how often it was tried, and how it ended. On PostgreSQL a trigger enqueues a Procrastinate
job for each row in the same transaction; on SQLite the rows themselves are the queue.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, Index, bindparam, exists, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from pitchdeck.base.db import Base, Id, Instant, Json, Text, Whole

MOST_ATTEMPTS = 8
FIRST_WAIT, WAIT_GROWS = timedelta(seconds=10), 3
"""After a failure: 10 s, 30 s, 90 s … two hours; then the row is dead until somebody revives it."""
LATE = timedelta(minutes=2)
KILLED = "The process ended in the middle of it."

_OPEN = text("done_at IS NULL AND dead_at IS NULL")


class Outbox(Base):
    """One thing owed: its kind and the facts (keys and figures, no words)."""

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint("done_at IS NULL OR dead_at IS NULL", name="one_end"),
        Index("ix_outbox_key", "key", unique=True),
        Index("ix_outbox_due", "due_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_outbox_ended", "done_at", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(Whole, default=0)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    key: Mapped[str | None] = mapped_column(Text)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    failure: Mapped[str | None] = mapped_column(Text)
    dead_at: Mapped[datetime | None] = mapped_column(Instant)


@dataclass(frozen=True, slots=True)
class Owed:
    """A row that this process is at; `attempt` is its claim, worthless once somebody else has claimed it."""

    id: int
    kind: str
    facts: dict[str, Any]
    attempt: int


@dataclass(frozen=True, slots=True)
class Dead:
    """A row that was given up."""

    id: int
    kind: str
    at: datetime
    dead_at: datetime | None
    attempts: int
    failure: str | None


def owe(
    session: Session,
    kind: str,
    facts: dict[str, Any],
    *,
    at: datetime,
    due_at: datetime | None = None,
    key: str | None = None,
) -> bool:
    """Owe one thing; it leaves after the commit, or never happened. False when `key` was owed before."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = {"kind": kind, "facts": facts, "at": at, "attempts": 0, "due_at": due_at or at, "key": key}
    fresh = insert(Outbox).values(row).on_conflict_do_nothing(index_elements=["key"]).returning(Outbox.id)
    return session.execute(fresh).scalar_one_or_none() is not None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is due and not done: how much, since when, and whether that is longer than a worker needs."""

    count: int
    oldest_at: datetime | None
    late: bool


_WAITING = select(func.count(Outbox.id), func.min(Outbox.due_at)).where(
    _OPEN, Outbox.due_at <= bindparam("now")
)
_DUE = (
    select(Outbox.id)
    .where(
        _OPEN,
        Outbox.due_at <= bindparam("now"),
        (Outbox.leased_until.is_(None)) | (Outbox.leased_until <= bindparam("now")),
    )
    .order_by(Outbox.due_at, Outbox.id)
    .limit(1)
)
_DUE_KIND = _DUE.with_only_columns(Outbox.kind)
_KIND = select(Outbox.kind).where(Outbox.id == bindparam("owed"))
_CLAIM = (
    update(Outbox)
    .where(_OPEN)
    .values(attempts=Outbox.attempts + 1, leased_until=bindparam("until"))
    .returning(Outbox.id, Outbox.kind, Outbox.facts, Outbox.attempts)
    .execution_options(synchronize_session=False)
)
_CLAIM_NEXT = _CLAIM.where(Outbox.id == _DUE.scalar_subquery())
_CLAIM_ONE = _CLAIM.where(Outbox.id == bindparam("owed"))
_MINE = (
    update(Outbox)
    .where(_OPEN, Outbox.id == bindparam("owed"), Outbox.attempts == bindparam("attempt"))
    .execution_options(synchronize_session=False)
)
_FINISH = _MINE.values(done_at=bindparam("ended"), failure=None).returning(Outbox.id)
_AGAIN = _MINE.values(due_at=bindparam("due"), leased_until=None, failure=bindparam("why"))
_BURY = _MINE.values(dead_at=bindparam("ended"), failure=bindparam("why"))
_OWED_BEFORE = select(exists().where(Outbox.key == bindparam("key")))
_DEAD = (
    select(Outbox.id, Outbox.kind, Outbox.at, Outbox.dead_at, Outbox.attempts, Outbox.failure)
    .where(Outbox.dead_at.is_not(None))
    .order_by(Outbox.dead_at.desc(), Outbox.id.desc())
    .limit(200)
)
_REVIVE = (
    update(Outbox)
    .where(Outbox.id == bindparam("owed"), Outbox.dead_at.is_not(None))
    .values(dead_at=None, attempts=0, leased_until=None, due_at=bindparam("due"))
    .returning(Outbox.kind)
    .execution_options(synchronize_session=False)
)


def next_kind(session: Session, now: datetime) -> str | None:
    """The kind of what has waited longest; None when nothing is due."""
    return session.execute(_DUE_KIND, {"now": now}).scalar_one_or_none()


def kind_of(session: Session, owed_id: int) -> str | None:
    """What a row is; None when it was cleared away."""
    return session.execute(_KIND, {"owed": owed_id}).scalar_one_or_none()


def owed_before(session: Session, key: str) -> bool:
    """Whether something with this key was ever owed."""
    return bool(session.execute(_OWED_BEFORE, {"key": key}).scalar_one())


def claim_next(session: Session, now: datetime, lease: timedelta) -> Owed | None:
    """Take the row that has waited longest; nobody else takes it before the lease has run out."""
    return _claimed(session, _CLAIM_NEXT, {"now": now, "until": now + lease}, now)


def claim(session: Session, owed_id: int, now: datetime, lease: timedelta) -> Owed | None:
    """Take this row; None when it was done, or given up."""
    return _claimed(session, _CLAIM_ONE, {"owed": owed_id, "until": now + lease}, now)


def _claimed(session: Session, statement: Any, values: dict[str, Any], now: datetime) -> Owed | None:
    row = session.execute(statement, values).one_or_none()
    if row is None:
        return None
    owed = Owed(*row)
    if owed.attempt <= MOST_ATTEMPTS:
        return owed
    bury(session, owed, KILLED, at=now)  # whoever tried it last never came back to say why
    return None


def finish(session: Session, owed: Owed, *, at: datetime) -> bool:
    """Mark it as done in the transaction of its effect; False when the claim is no longer ours.

    The effect belongs into the same transaction, after this has answered True: so it happens once.
    """
    done = session.execute(_FINISH, {"owed": owed.id, "attempt": owed.attempt, "ended": at})
    return done.scalar_one_or_none() is not None


def try_later(session: Session, owed: Owed, why: str, *, at: datetime) -> datetime | None:
    """Note a failure and when it is tried again; None when that was the last attempt: the row is dead."""
    if owed.attempt >= MOST_ATTEMPTS:
        bury(session, owed, why, at=at)
        return None
    due: datetime = at + FIRST_WAIT * WAIT_GROWS ** (owed.attempt - 1)
    session.execute(_AGAIN, {"owed": owed.id, "attempt": owed.attempt, "due": due, "why": why})
    return due


def bury(session: Session, owed: Owed, why: str, *, at: datetime) -> None:
    """Give it up: the row stays, dead, where an administrator sees it."""
    session.execute(_BURY, {"owed": owed.id, "attempt": owed.attempt, "ended": at, "why": why})


def dead(session: Session) -> tuple[Dead, ...]:
    """The last 200 that were given up, newest first."""
    return tuple(Dead(*row) for row in session.execute(_DEAD))


def waiting(session: Session, now: datetime) -> Waiting:
    """What is due now and not done yet."""
    count, oldest = session.execute(_WAITING, {"now": now}).one()
    return Waiting(count, oldest, oldest is not None and oldest < now - LATE)


def revive(session: Session, owed_id: int, *, at: datetime) -> str | None:
    """Put a dead one back with all its attempts; its kind, or None when it is not dead."""
    return session.execute(_REVIVE, {"owed": owed_id, "due": at}).scalar_one_or_none()
