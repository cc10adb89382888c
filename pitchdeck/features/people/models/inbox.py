"""What a person is told, how they want to be told it, and where a unit is told what is public."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Json, Text

WAYS = ("at_once", "daily", "off")
FLAVOURS = ("slack", "teams", "plain")


class Notice(Base):
    """One thing that one person is told: facts (keys and figures), never words; `told_at`: when by mail."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_notice_person", "person_id", "id"),
        Index("ix_notice_waiting", "way", "told_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    way: Mapped[str] = mapped_column(Choice(*WAYS))
    at: Mapped[datetime] = mapped_column(Instant)
    told_at: Mapped[datetime | None] = mapped_column(Instant)


class Preference(Base):
    """How a person wants to be told one kind of thing."""

    __tablename__ = "preference"
    __table_args__ = (UniqueConstraint("person_id", "kind"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(Text)
    way: Mapped[str] = mapped_column(Choice(*WAYS))
    at: Mapped[datetime] = mapped_column(Instant)


class Feed(Base):
    """A person's calendar address: its token is known to the calendar alone, the row keeps the hash."""

    __tablename__ = "feed"
    __table_args__ = (UniqueConstraint("token_hash"), Index("ix_feed_person", "person_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    token_hash: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Webhook(Base):
    """A channel of a unit that hears what everybody may know; each post is signed with its secret."""

    __tablename__ = "webhook"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("(ended_by_id IS NULL) = (ended_at IS NULL)", name="ended"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    url: Mapped[str] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(Text)
    flavour: Mapped[str] = mapped_column(Choice(*FLAVOURS))
    added_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(Instant)
    ended_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
