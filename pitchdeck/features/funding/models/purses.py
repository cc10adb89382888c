"""Funds and the purses allotted from them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Flag, Id, Instant, Minor, Text, Whole

NATURES = ("opex", "capex")


class Fund(Base):
    """Money of a unit for one fiscal year; `amount` is what a second person of finance confirms.

    Capital budget (`capex`) is for named categories of cost: those that finance may capitalise.
    """

    __tablename__ = "fund"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name="confirmed"),
        CheckConstraint("confirmed_by_id <> opened_by_id", name="second_person"),
        CheckConstraint("amount > 0", name="positive"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    fiscal_year: Mapped[int] = mapped_column(Whole)
    currency: Mapped[str] = mapped_column(Text)
    amount: Mapped[int] = mapped_column(Minor)
    owner_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    nature: Mapped[str] = mapped_column(Choice(*NATURES), default="opex")
    shared: Mapped[bool] = mapped_column(Flag, default=False)
    erp_code: Mapped[str | None] = mapped_column(Text)
    opened_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    opened_deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    confirmed_deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)


class FundGoal(Base):
    """A goal that a fund is for; a fund without any is for every goal. Named until the fund is confirmed."""

    __tablename__ = "fund_goal"
    __table_args__ = (UniqueConstraint("fund_id", "goal_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    fund_id: Mapped[int] = mapped_column(Id, ForeignKey("fund.id"))
    goal_id: Mapped[int] = mapped_column(Id, ForeignKey("goal.id"))


class FundCategory(Base):
    """A category of cost that a fund is for; one without any is for all. Named until it is confirmed."""

    __tablename__ = "fund_category"
    __table_args__ = (UniqueConstraint("fund_id", "category"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    fund_id: Mapped[int] = mapped_column(Id, ForeignKey("fund.id"))
    category: Mapped[str] = mapped_column(Text)


class FundChange(Base):
    """A fund raised (no source), cut (no target), or money moved between two; `needs_second` as of then."""

    __tablename__ = "fund_change"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("amount > 0", name="positive"),
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("from_fund_id IS NOT NULL OR to_fund_id IS NOT NULL", name="of_a_fund"),
        CheckConstraint("from_fund_id <> to_fund_id", name="two_funds"),
        Index("ix_fund_change_from", "from_fund_id"),
        Index("ix_fund_change_to", "to_fund_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    from_fund_id: Mapped[int | None] = mapped_column(Id, ForeignKey("fund.id"))
    to_fund_id: Mapped[int | None] = mapped_column(Id, ForeignKey("fund.id"))
    amount: Mapped[int] = mapped_column(Minor)
    reason: Mapped[str] = mapped_column(Text)
    needs_second: Mapped[bool] = mapped_column(Flag)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class FundChangeAnswer(Base):
    """What a second person said to a change of a fund: once, with a reason when it is no."""

    __tablename__ = "fund_change_answer"
    __table_args__ = (
        UniqueConstraint("change_id"),
        CheckConstraint("verdict = 'confirmed' OR reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    change_id: Mapped[int] = mapped_column(Id, ForeignKey("fund_change.id"))
    verdict: Mapped[str] = mapped_column(Choice("confirmed", "declined"))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Purse(Base):
    """The part of a fund that an investor may commit in a round."""

    __tablename__ = "purse"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("fund_id", "investor_id", "round_id"),
        Index("ix_purse_investor", "investor_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    fund_id: Mapped[int] = mapped_column(Id, ForeignKey("fund.id"))
    investor_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    round_id: Mapped[int] = mapped_column(Id, ForeignKey("round.id"))


class PurseRequest(Base):
    """An investor asks a fund's owner for money, or more of it, to commit in a round."""

    __tablename__ = "purse_request"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("amount > 0", name="positive"),
        CheckConstraint("reason <> ''", name="reason"),
        Index("ix_purse_request_fund", "fund_id", "id"),
        Index("ix_purse_request_by", "by_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    fund_id: Mapped[int] = mapped_column(Id, ForeignKey("fund.id"))
    round_id: Mapped[int] = mapped_column(Id, ForeignKey("round.id"))
    amount: Mapped[int] = mapped_column(Minor)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class PurseAnswer(Base):
    """What the fund's owner said to a request: once, with what was granted or why not."""

    __tablename__ = "purse_answer"
    __table_args__ = (
        UniqueConstraint("request_id"),
        CheckConstraint("(verdict = 'granted') = (amount > 0) AND amount >= 0", name="granted"),
        CheckConstraint("verdict = 'granted' OR reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    request_id: Mapped[int] = mapped_column(Id, ForeignKey("purse_request.id"))
    verdict: Mapped[str] = mapped_column(Choice("granted", "declined"))
    amount: Mapped[int] = mapped_column(Minor)
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
