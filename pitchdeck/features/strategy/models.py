"""Goals, the measures under them, and the claims that pitches make on a measure."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Flag, Id, Instant, Minor, Real, Text, Whole


class Goal(Base):
    """A strategic goal of a unit; priority 1 is the highest."""

    __tablename__ = "goal"
    __table_args__ = (UniqueConstraint("key"), CheckConstraint("priority BETWEEN 1 AND 9", name="priority"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    priority: Mapped[int] = mapped_column(Whole)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    owner_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    until: Mapped[date] = mapped_column(Day)


class Measure(Base):
    """What is measured for a goal: baseline, target and their dates, owned by the sponsor.

    `standard_key` names the value of finance's table that the value comes from; without it it is its own.
    """

    __tablename__ = "measure"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("(agreed_by_id IS NULL) = (agreed_at IS NULL)", name="agreed"),
        CheckConstraint("agreed_by_id = owner_id", name="agreed_by_owner"),
        CheckConstraint("target <> baseline", name="gap"),
        Index("ix_measure_owner", "owner_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    goal_id: Mapped[int] = mapped_column(Id, ForeignKey("goal.id"))
    name: Mapped[str] = mapped_column(Text)
    unit_of_measure: Mapped[str] = mapped_column(Text)
    baseline: Mapped[float] = mapped_column(Real)
    baseline_on: Mapped[date] = mapped_column(Day)
    target: Mapped[float] = mapped_column(Real)
    target_on: Mapped[date] = mapped_column(Day)
    owner_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    value_minor: Mapped[int | None] = mapped_column(Minor)
    value_source: Mapped[str] = mapped_column(Text, default="")
    standard_key: Mapped[str | None] = mapped_column(Text)
    revenue: Mapped[bool] = mapped_column(Flag, default=False)
    agreed_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    agreed_at: Mapped[datetime | None] = mapped_column(Instant)


class Claim(Base):
    """What a pitch claims of a measure's gap, put to the sponsor; the newest claim of a pitch counts."""

    __tablename__ = "claim"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_claim_pitch", "pitch_key", "id"),
        Index("ix_claim_measure", "measure_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    measure_id: Mapped[int] = mapped_column(Id, ForeignKey("measure.id"))
    pitch_key: Mapped[str] = mapped_column(Text)
    share: Mapped[float] = mapped_column(Real)
    delta: Mapped[float] = mapped_column(Real)
    sentence: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Instant)


class ClaimAnswer(Base):
    """The sponsor's one answer to a claim, with the reason when it is no."""

    __tablename__ = "claim_answer"
    __table_args__ = (
        UniqueConstraint("claim_id"),
        CheckConstraint("verdict = 'yes' OR reason <> ''", name="no_has_reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    claim_id: Mapped[int] = mapped_column(Id, ForeignKey("claim.id"))
    verdict: Mapped[str] = mapped_column(Choice("yes", "no"))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
