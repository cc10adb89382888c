"""Rounds with what is frozen when they open: criteria, panel, quorum, conflict rule, objective."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Id, Instant, Real, Text, Whole

STATES = (
    "draft",
    "open",
    "scoring",
    "deliberation",
    "funding",
    "finance_review",
    "decided",
    "published",
    "closed",
    "cancelled",
)


_ROLLS = "kind = 'rolling' AND state = 'funding'"


class Round(Base):
    """One round of pitches, run by its chair; deadlines are judged by the database's clock.

    A rolling round has no stages: it takes pitches and money in `funding` until it is closed, and all its
    dates are the end of its fiscal year.
    """

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("quorum >= 1", name="quorum"),
        CheckConstraint("scoring_closes_at > pitches_close_at", name="scoring_after_pitches"),
        CheckConstraint("funding_closes_at > scoring_closes_at", name="funding_after_scoring"),
        Index(
            "uq_round_rolling",
            "unit_id",
            "fiscal_year",
            unique=True,
            sqlite_where=text(_ROLLS),
            postgresql_where=text(_ROLLS),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    chair_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    created_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(Choice("standard", "rolling"), default="standard")
    state: Mapped[str] = mapped_column(Choice(*STATES), default="draft")
    fiscal_year: Mapped[int] = mapped_column(Whole)
    quorum: Mapped[int] = mapped_column(Whole)
    conflict_rule: Mapped[str] = mapped_column(Choice("strict", "disclose"))
    roi_objective_pct: Mapped[float] = mapped_column(Real)
    pitches_close_at: Mapped[datetime] = mapped_column(Instant)
    scoring_closes_at: Mapped[datetime] = mapped_column(Instant)
    funding_closes_at: Mapped[datetime] = mapped_column(Instant)
    decision_on: Mapped[date] = mapped_column(Day)


class OpeningRound(Base):
    """A round that stands for what ran before pitchdeck: nobody called, scored or published it.

    Money enters a pitch through a round alone, and this one lets programmes of before enter the same way.
    """

    __tablename__ = "opening_round"
    __table_args__ = (UniqueConstraint("round_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    round_id: Mapped[int] = mapped_column(Id, ForeignKey("round.id"))


class Extension(Base):
    """The chair's one extension of the deadline for commitments, with the deadline as it was before."""

    __tablename__ = "extension"
    __table_args__ = (
        UniqueConstraint("round_id"),
        CheckConstraint("until_at > was_at", name="later"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    round_id: Mapped[int] = mapped_column(Id, ForeignKey("round.id"))
    was_at: Mapped[datetime] = mapped_column(Instant)
    until_at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Criterion(Base):
    """What is judged, with its weight in whole percent and the words that anchor 1, 3 and 5."""

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("round_id", "position"),
        CheckConstraint("weight BETWEEN 1 AND 100", name="weight"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    round_id: Mapped[int] = mapped_column(Id, ForeignKey("round.id"))
    position: Mapped[int] = mapped_column(Whole)
    name: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)
    weight: Mapped[int] = mapped_column(Whole)
    anchor_low: Mapped[str] = mapped_column(Text)
    anchor_middle: Mapped[str] = mapped_column(Text)
    anchor_high: Mapped[str] = mapped_column(Text)


class PanelSeat(Base):
    """An investor's seat on a round's panel: their mandate over this round."""

    __tablename__ = "panel_seat"
    __table_args__ = (UniqueConstraint("round_id", "person_id"), Index("ix_panel_seat_person", "person_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    round_id: Mapped[int] = mapped_column(Id, ForeignKey("round.id"))
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    seated_at: Mapped[datetime] = mapped_column(Instant)
