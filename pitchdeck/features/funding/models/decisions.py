"""Decisions about money, each a row with author, time and reason."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Id, Instant, Json, Minor, Text, Whole


class Commitment(Base):
    """An investor's reservation from a purse for a revision, in the purse's fiscal year.

    `supplement_id` names what more was asked for, where the pitch was funded before.
    """

    __tablename__ = "commitment"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("amount > 0", name="positive"),
        Index("ix_commitment_pitch", "pitch_id", "id"),
        Index("ix_commitment_purse", "purse_id", "id"),
        Index("ix_commitment_by", "by_id"),
        Index(
            "ix_commitment_supplement",
            "supplement_id",
            sqlite_where=text("supplement_id IS NOT NULL"),
            postgresql_where=text("supplement_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    purse_id: Mapped[int] = mapped_column(Id, ForeignKey("purse.id"))
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    fiscal_year: Mapped[int] = mapped_column(Whole)
    amount: Mapped[int] = mapped_column(Minor)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    supplement_id: Mapped[int | None] = mapped_column(Id)  # a trigger holds it to its row: no foreign key


class Resolution(Base):
    """How a commitment's reservation ended: once, to the last minor unit."""

    __tablename__ = "resolution"
    __table_args__ = (
        UniqueConstraint("commitment_id"),
        CheckConstraint("committed >= 0 AND freed >= 0 AND committed + freed > 0", name="amounts"),
        CheckConstraint(
            "(outcome = 'committed' AND freed = 0) OR (outcome = 'freed' AND committed = 0)"
            " OR (outcome = 'partial' AND committed > 0 AND freed > 0)",
            name="outcome_amounts",
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    commitment_id: Mapped[int] = mapped_column(Id, ForeignKey("commitment.id"))
    outcome: Mapped[str] = mapped_column(Choice("committed", "freed", "partial"))
    committed: Mapped[int] = mapped_column(Minor)
    freed: Mapped[int] = mapped_column(Minor)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Review(Base):
    """Finance's verdict on a revision: names its hash, the amounts per year, the rule and the limit used."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("verdict = 'approved' OR reason <> ''", name="reason"),
        Index("ix_review_pitch", "pitch_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    verdict: Mapped[str] = mapped_column(Choice("approved", "on_hold", "sent_back", "declined"))
    revision_hash: Mapped[str] = mapped_column(Text)
    amounts: Mapped[dict[str, Any]] = mapped_column(Json)
    rule: Mapped[str] = mapped_column(Text)
    limit_minor: Mapped[int | None] = mapped_column(Minor)
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Letter(Base):
    """The outcome that was announced to the presenter when the round was published, with its facts.

    A pitch that waited and was offered a place later has a letter for each outcome.
    """

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("pitch_id", "revision_id", "at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    outcome: Mapped[str] = mapped_column(
        Choice("funded", "waitlisted", "declined", "not_shortlisted", "expired")
    )
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Tranche(Base):
    """A part of the committed money behind a condition, inside one fiscal year."""

    __tablename__ = "tranche"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("pitch_id", "number"),
        CheckConstraint("amount > 0", name="positive"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    number: Mapped[int] = mapped_column(Whole)
    fiscal_year: Mapped[int] = mapped_column(Whole)
    amount: Mapped[int] = mapped_column(Minor)
    condition: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None] = mapped_column(Day)


class ReleaseRequest(Base):
    """A person of finance asks for the release of a large tranche; a second person releases it."""

    __tablename__ = "release_request"
    __table_args__ = (UniqueConstraint("tranche_id"), CheckConstraint("reason <> ''", name="reason"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    tranche_id: Mapped[int] = mapped_column(Id, ForeignKey("tranche.id"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Release(Base):
    """Finance made a tranche spendable."""

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("tranche_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    tranche_id: Mapped[int] = mapped_column(Id, ForeignKey("tranche.id"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
