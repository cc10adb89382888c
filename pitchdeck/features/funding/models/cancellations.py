"""Ending an approved promise before its fund opens: its investor asks, finance answers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Text


class Cancellation(Base):
    """An investor asks to be let off an advance commitment that finance approved, with the reason."""

    __tablename__ = "cancellation"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("reason <> ''", name="reason"),
        Index("ix_cancellation_advance", "advance_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    advance_id: Mapped[int] = mapped_column(Id, ForeignKey("advance.id"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class CancellationAnswer(Base):
    """Finance's answer: with `confirmed` the promise ends, with `declined` it stands, and says why."""

    __tablename__ = "cancellation_answer"
    __table_args__ = (
        UniqueConstraint("cancellation_id"),
        CheckConstraint("verdict = 'confirmed' OR reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    cancellation_id: Mapped[int] = mapped_column(Id, ForeignKey("cancellation.id"))
    verdict: Mapped[str] = mapped_column(Choice("confirmed", "declined"))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
