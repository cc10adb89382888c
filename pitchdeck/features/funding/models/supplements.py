"""More money for a funded pitch: what is asked of a fiscal year, and how that ended."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Flag, Id, Instant, Minor, Text, Whole

OUTCOMES = ("approved", "declined", "withdrawn", "lapsed")


class Supplement(Base):
    """The presenter of a running investment asks for more money of one fiscal year, until a day.

    It is committed from purses of `round_id`, the unit's rolling round of that year; the approved baseline
    stays as it is.
    """

    __tablename__ = "supplement"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("amount > 0", name="positive"),
        CheckConstraint("category <> '' AND reason <> '' AND benefit <> ''", name="words"),
        Index("ix_supplement_pitch", "pitch_id", "id"),
        Index("ix_supplement_round", "round_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    round_id: Mapped[int] = mapped_column(Id, ForeignKey("round.id"))
    fiscal_year: Mapped[int] = mapped_column(Whole)
    amount: Mapped[int] = mapped_column(Minor)
    category: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    benefit: Mapped[str] = mapped_column(Text)
    until_on: Mapped[date] = mapped_column(Day)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class SupplementEnd(Base):
    """How a supplement ended, once; an approval names the revision's hash, the rule and the limit used."""

    __tablename__ = "supplement_end"
    __table_args__ = (
        UniqueConstraint("supplement_id"),
        CheckConstraint("(outcome = 'approved') = (revision_hash <> '' AND rule <> '')", name="approval"),
        CheckConstraint("outcome = 'approved' OR reason <> ''", name="reason"),
        CheckConstraint("outcome = 'approved' OR limit_minor IS NULL", name="limit_of_approval"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    supplement_id: Mapped[int] = mapped_column(Id, ForeignKey("supplement.id"))
    outcome: Mapped[str] = mapped_column(Choice(*OUTCOMES))
    revision_hash: Mapped[str] = mapped_column(Text)
    rule: Mapped[str] = mapped_column(Text)
    limit_minor: Mapped[int | None] = mapped_column(Minor)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class SupplementTranche(Base):
    """A tranche that an approved supplement made; the one that `settles` pays an open overrun."""

    __tablename__ = "supplement_tranche"
    __table_args__ = (UniqueConstraint("tranche_id"), UniqueConstraint("supplement_id", "settles"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    tranche_id: Mapped[int] = mapped_column(Id, ForeignKey("tranche.id"))
    supplement_id: Mapped[int] = mapped_column(Id, ForeignKey("supplement.id"))
    settles: Mapped[bool] = mapped_column(Flag)
