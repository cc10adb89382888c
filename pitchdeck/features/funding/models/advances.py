"""Money promised from a fiscal year that has not opened: advance commitments and how they ended."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Minor, Text, Whole


class Advance(Base):
    """An investor's advance commitment: money of a unit for a later year whose fund is not open yet.

    The purse says in which round it was made and of which unit's coming money; nothing leaves it.
    """

    __tablename__ = "advance"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("amount > 0", name="positive"),
        Index("ix_advance_pitch", "pitch_id", "id"),
        Index("ix_advance_unit", "unit_id", "fiscal_year", "id"),
        Index("ix_advance_by", "by_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    purse_id: Mapped[int] = mapped_column(Id, ForeignKey("purse.id"))
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    fiscal_year: Mapped[int] = mapped_column(Whole)
    amount: Mapped[int] = mapped_column(Minor)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class AdvanceApproval(Base):
    """Finance approved what was promised: `kept` binds the coming fund, `freed` was beyond the tier."""

    __tablename__ = "advance_approval"
    __table_args__ = (
        UniqueConstraint("advance_id"),
        CheckConstraint("kept > 0 AND freed >= 0", name="amounts"),
        Index("ix_advance_approval_review", "review_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    advance_id: Mapped[int] = mapped_column(Id, ForeignKey("advance.id"))
    review_id: Mapped[int] = mapped_column(Id, ForeignKey("review.id"))
    kept: Mapped[int] = mapped_column(Minor)
    freed: Mapped[int] = mapped_column(Minor)


class AdvanceEnd(Base):
    """How an advance commitment ended, once: freed, or served by the commitment of this key."""

    __tablename__ = "advance_end"
    __table_args__ = (
        UniqueConstraint("advance_id"),
        UniqueConstraint("commitment_key"),
        CheckConstraint("amount > 0", name="positive"),
        CheckConstraint("(outcome = 'served') = (commitment_key IS NOT NULL)", name="served_by"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    advance_id: Mapped[int] = mapped_column(Id, ForeignKey("advance.id"))
    outcome: Mapped[str] = mapped_column(Choice("freed", "served"))
    amount: Mapped[int] = mapped_column(Minor)
    commitment_key: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
