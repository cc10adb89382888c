"""Approvals that finance gives ahead: small pitches from one fund, up to an amount each and in all."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Id, Instant, Minor, Text


class StandingApproval(Base):
    """What a person of finance approves ahead: it works once a second person confirmed it, until it ends.

    `most_minor` is the highest ask of one pitch, `total_minor` what all its uses may come to.
    """

    __tablename__ = "standing_approval"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("ref"),
        CheckConstraint("most_minor > 0 AND total_minor >= most_minor", name="amounts"),
        CheckConstraint("valid_to >= valid_from", name="days"),
        CheckConstraint("reason <> ''", name="reason"),
        Index("ix_standing_approval_fund", "fund_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    ref: Mapped[str] = mapped_column(Text)
    fund_id: Mapped[int] = mapped_column(Id, ForeignKey("fund.id"))
    most_minor: Mapped[int] = mapped_column(Minor)
    total_minor: Mapped[int] = mapped_column(Minor)
    valid_from: Mapped[date] = mapped_column(Day)
    valid_to: Mapped[date] = mapped_column(Day)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class StandingCategory(Base):
    """A category of cost that a standing approval covers; named until it has its answer."""

    __tablename__ = "standing_category"
    __table_args__ = (UniqueConstraint("approval_id", "category"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    approval_id: Mapped[int] = mapped_column(Id, ForeignKey("standing_approval.id"))
    category: Mapped[str] = mapped_column(Text)


class StandingAnswer(Base):
    """The second person's answer to a standing approval."""

    __tablename__ = "standing_answer"
    __table_args__ = (
        UniqueConstraint("approval_id"),
        CheckConstraint("verdict = 'confirmed' OR reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    approval_id: Mapped[int] = mapped_column(Id, ForeignKey("standing_approval.id"))
    verdict: Mapped[str] = mapped_column(Choice("confirmed", "declined"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class StandingEnd(Base):
    """A standing approval approves nothing more; what it approved stays."""

    __tablename__ = "standing_end"
    __table_args__ = (UniqueConstraint("approval_id"), CheckConstraint("reason <> ''", name="reason"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    approval_id: Mapped[int] = mapped_column(Id, ForeignKey("standing_approval.id"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class StandingUse(Base):
    """A pitch that a standing approval approved, with the amount and the organisation's day."""

    __tablename__ = "standing_use"
    __table_args__ = (
        UniqueConstraint("revision_id"),
        CheckConstraint("amount > 0", name="positive"),
        Index("ix_standing_use_approval", "approval_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    approval_id: Mapped[int] = mapped_column(Id, ForeignKey("standing_approval.id"))
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    amount: Mapped[int] = mapped_column(Minor)
    used_on: Mapped[date] = mapped_column(Day)
    at: Mapped[datetime] = mapped_column(Instant)
