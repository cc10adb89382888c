"""What ran before pitchdeck: programmes entered at go-live by one person and confirmed by another."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Id, Instant, Minor, Text, Whole


class Opening(Base):
    """Running programmes of a fund, entered together; they count once a second person confirms them."""

    __tablename__ = "opening"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("budget > 0", name="budget"),
        Index("ix_opening_fund", "fund_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    fund_id: Mapped[int] = mapped_column(Id, ForeignKey("fund.id"))
    budget: Mapped[int] = mapped_column(Minor)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class OpeningProgramme(Base):
    """A programme as it stood at go-live: its plan by fiscal year, and what became of this year's money.

    `planned`, `planned_next` and `planned_third` are of the fund's fiscal year and the two after it.
    `committed` and `released` are to date, so that each holds the next: `contracted` is the open rest.
    """

    __tablename__ = "opening_programme"
    __table_args__ = (
        UniqueConstraint("opening_id", "position"),
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("planned_next >= 0 AND planned_third >= 0", name="later"),
        CheckConstraint(
            "spent >= 0 AND contracted >= 0 AND spent + contracted <= released"
            " AND released <= committed AND committed <= planned AND released > 0",
            name="nested",
        ),
        CheckConstraint(
            "(contracted > 0) = (vendor <> '' AND reference <> '' AND ends_on IS NOT NULL)", name="contract"
        ),
        CheckConstraint("benefit IS NULL OR benefit > 0", name="benefit"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    opening_id: Mapped[int] = mapped_column(Id, ForeignKey("opening.id"))
    position: Mapped[int] = mapped_column(Whole)
    title: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    presenter_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    measure_id: Mapped[int] = mapped_column(Id, ForeignKey("measure.id"))
    category: Mapped[str] = mapped_column(Text)
    planned: Mapped[int] = mapped_column(Minor)
    planned_next: Mapped[int] = mapped_column(Minor)
    planned_third: Mapped[int] = mapped_column(Minor)
    committed: Mapped[int] = mapped_column(Minor)
    released: Mapped[int] = mapped_column(Minor)
    contracted: Mapped[int] = mapped_column(Minor)
    spent: Mapped[int] = mapped_column(Minor)
    vendor: Mapped[str] = mapped_column(Text, default="")
    reference: Mapped[str] = mapped_column(Text, default="")
    ends_on: Mapped[date | None] = mapped_column(Day)
    benefit: Mapped[int | None] = mapped_column(Minor)


class OpeningAnswer(Base):
    """What a second person of finance said to an opening: once, with a reason when it is no."""

    __tablename__ = "opening_answer"
    __table_args__ = (
        UniqueConstraint("opening_id"),
        CheckConstraint("verdict = 'confirmed' OR reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    opening_id: Mapped[int] = mapped_column(Id, ForeignKey("opening.id"))
    verdict: Mapped[str] = mapped_column(Choice("confirmed", "declined"))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class OpeningPitch(Base):
    """The pitch that a confirmed programme became: its money, contract and spending are kept there."""

    __tablename__ = "opening_pitch"
    __table_args__ = (UniqueConstraint("programme_id"), UniqueConstraint("pitch_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[int] = mapped_column(Id, ForeignKey("opening_programme.id"))
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
