"""Sign-in sessions, and what went wrong at the door."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Text

METHODS = ("password", "oidc", "break_glass")


class SignIn(Base):
    """A sign-in session: the cookie holds a token, the row its hash, so it can be ended from here."""

    __tablename__ = "sign_in"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        Index("ix_sign_in_person", "person_id"),
        Index("ix_sign_in_key", "key", unique=True),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    started_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    key: Mapped[str] = mapped_column(Text)
    browser: Mapped[str] = mapped_column(Text, default="")
    method: Mapped[str] = mapped_column(Choice(*METHODS), default="password")


class SignInFailure(Base):
    """A failed sign-in, or one that is being checked; the throttle counts these, shared by all workers."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (
        Index("ix_sign_in_failure_who", "who_hash", "at"),
        Index("ix_sign_in_failure_peer", "peer", "at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    who_hash: Mapped[str] = mapped_column(Text)
    peer: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
