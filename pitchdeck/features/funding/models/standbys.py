"""Who would commit if there were room: no money moves until they confirm."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Minor, Text


class Standby(Base):
    """An investor would commit this from a purse of theirs, once the pitch needs it again."""

    __tablename__ = "standby"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("amount > 0", name="positive"),
        Index("ix_standby_pitch", "pitch_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    purse_id: Mapped[int] = mapped_column(Id, ForeignKey("purse.id"))
    amount: Mapped[int] = mapped_column(Minor)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class StandbyEnd(Base):
    """Why somebody stands by no more: there was `room` and they were told, or they left. Once."""

    __tablename__ = "standby_end"
    __table_args__ = (
        UniqueConstraint("standby_id"),
        CheckConstraint("(outcome = 'told' AND room > 0) OR (outcome = 'left' AND room = 0)", name="room"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    standby_id: Mapped[int] = mapped_column(Id, ForeignKey("standby.id"))
    outcome: Mapped[str] = mapped_column(Choice("told", "left"))
    room: Mapped[int] = mapped_column(Minor)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
