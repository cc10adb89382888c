"""The end of a fiscal year, per fund, and its re-opening by two people."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Json, Text, Whole


class FundClose(Base):
    """A fund was closed for a fiscal year: its own, or a later one for what had been carried into it.

    `amounts` is the statement as it was then. The fund stays closed for that year until two people re-open
    it; closing it again is a row of its own.
    """

    __tablename__ = "fund_close"
    __table_args__ = (
        UniqueConstraint("ref"),
        Index("ix_fund_close_fund", "fund_id", "fiscal_year", "id"),
        Index("ix_fund_close_year", "fiscal_year"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ref: Mapped[str] = mapped_column(Text)
    fund_id: Mapped[int] = mapped_column(Id, ForeignKey("fund.id"))
    fiscal_year: Mapped[int] = mapped_column(Whole)
    committed: Mapped[str] = mapped_column(Choice("carry", "lapse"))
    unallotted: Mapped[str] = mapped_column(Choice("lapse", "stay"))
    reason: Mapped[str] = mapped_column(Text, default="")
    amounts: Mapped[dict[str, Any]] = mapped_column(Json)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Reopening(Base):
    """Somebody asked to re-open a closed year of a fund, with the reason."""

    __tablename__ = "reopening"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("reason <> ''", name="reason"),
        Index("ix_reopening_close", "close_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    close_id: Mapped[int] = mapped_column(Id, ForeignKey("fund_close.id"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ReopeningAnswer(Base):
    """A second person confirmed or refused a re-opening; `returned` is what went back, by state of money."""

    __tablename__ = "reopening_answer"
    __table_args__ = (UniqueConstraint("reopening_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    reopening_id: Mapped[int] = mapped_column(Id, ForeignKey("reopening.id"))
    verdict: Mapped[str] = mapped_column(Choice("confirmed", "refused"))
    returned: Mapped[dict[str, Any]] = mapped_column(Json)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
