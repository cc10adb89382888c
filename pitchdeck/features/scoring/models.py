"""Scorecards with a score per criterion, and recusals."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Text, Whole


class Scorecard(Base):
    """One investor's judgement of one revision; may be changed by its author until scoring closes."""

    __tablename__ = "scorecard"
    __table_args__ = (
        UniqueConstraint("revision_id", "investor_id"),
        CheckConstraint("sentence <> ''", name="sentence"),
        Index("ix_scorecard_pitch", "pitch_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    round_id: Mapped[int] = mapped_column(Id, ForeignKey("round.id"))
    investor_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    sentence: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


class Score(Base):
    """1 to 5 on one criterion; 1 and 5 carry their reason."""

    __tablename__ = "score"
    __table_args__ = (
        UniqueConstraint("scorecard_id", "criterion_id"),
        CheckConstraint("value BETWEEN 1 AND 5", name="value"),
        CheckConstraint("value IN (2, 3, 4) OR reason <> ''", name="extremes_have_reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    scorecard_id: Mapped[int] = mapped_column(Id, ForeignKey("scorecard.id"))
    criterion_id: Mapped[int] = mapped_column(Id, ForeignKey("criterion.id"))
    value: Mapped[int] = mapped_column(Whole)
    reason: Mapped[str] = mapped_column(Text, default="")


class Recusal(Base):
    """A conflict that takes a person out of a pitch: their score is missing, never zero."""

    __tablename__ = "recusal"
    __table_args__ = (
        UniqueConstraint("pitch_id", "person_id"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(Choice("personal", "sponsor"))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
