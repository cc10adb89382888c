"""An investment, what it really cost and what was measured."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Id, Instant, Json, Minor, Real, Text

STATES = (
    "active",
    "gate_due",
    "paused",
    "rescoped",
    "stopped",
    "delivered",
    "tracking",
    "reviewed",
    "closed",
)
METHODS = ("control_group", "trend_line", "model", "expert", "manager", "participant", "none")


class Investment(Base):
    """A funded pitch under way, created by its first release; the baseline is its revision, re-anchored."""

    __tablename__ = "investment"
    __table_args__ = (UniqueConstraint("key"), UniqueConstraint("pitch_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    state: Mapped[str] = mapped_column(Choice(*STATES), default="active")
    opened_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    baseline_on: Mapped[date] = mapped_column(Day)
    tolerances: Mapped[dict[str, Any]] = mapped_column(Json)


class Actual(Base):
    """Money really spent: reported by the presenter, confirmed by finance; wrong ones are reversed.

    `transfer_id` is what it moved out of released money; what its contract paid is in `posting`. A reversal
    has its own row, which names the one it undoes.
    """

    __tablename__ = "actual"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("reverses_id"),
        CheckConstraint("amount > 0", name="positive"),
        CheckConstraint("(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name="confirmed"),
        CheckConstraint("confirmed_by_id <> reported_by_id", name="second_person"),
        CheckConstraint("reverses_id IS NULL OR (reason <> '' AND confirmed_at IS NULL)", name="reversal"),
        CheckConstraint(
            "transfer_id IS NULL OR confirmed_at IS NOT NULL OR reverses_id IS NOT NULL", name="posted"
        ),
        Index("ix_actual_investment", "investment_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    investment_id: Mapped[int] = mapped_column(Id, ForeignKey("investment.id"))
    document_on: Mapped[date] = mapped_column(Day)
    period_on: Mapped[date] = mapped_column(Day)
    category: Mapped[str] = mapped_column(Text)
    amount: Mapped[int] = mapped_column(Minor)
    reference: Mapped[str] = mapped_column(Text)
    vendor: Mapped[str] = mapped_column(Text, default="")
    reverses_id: Mapped[int | None] = mapped_column(Id, ForeignKey("actual.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    transfer_id: Mapped[int | None] = mapped_column(Id, ForeignKey("transfer.id"))
    reported_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    reported_deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    reported_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    confirmed_deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    contract_id: Mapped[int | None] = mapped_column(Id, ForeignKey("contract.id"))
    accrual_id: Mapped[int | None] = mapped_column(Id, ForeignKey("accrual.id"))


class Overrun(Base):
    """The part of an actual that is above what was released: open until it is covered."""

    __tablename__ = "overrun"
    __table_args__ = (UniqueConstraint("actual_id"), CheckConstraint("amount > 0", name="positive"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    actual_id: Mapped[int] = mapped_column(Id, ForeignKey("actual.id"))
    amount: Mapped[int] = mapped_column(Minor)
    at: Mapped[datetime] = mapped_column(Instant)


class OverrunSettlement(Base):
    """A part of an overrun that a supplement paid for: `transfer_id` posted it to what is spent."""

    __tablename__ = "overrun_settlement"
    __table_args__ = (
        UniqueConstraint("transfer_id"),
        CheckConstraint("amount > 0", name="positive"),
        Index("ix_overrun_settlement_overrun", "overrun_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    overrun_id: Mapped[int] = mapped_column(Id, ForeignKey("overrun.id"))
    supplement_id: Mapped[int] = mapped_column(Id, ForeignKey("supplement.id"))
    amount: Mapped[int] = mapped_column(Minor)
    transfer_id: Mapped[int] = mapped_column(Id, ForeignKey("transfer.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class HoursWorked(Base):
    """People's time really used in a month, in hours and at a rate of the plan or of finance's table."""

    __tablename__ = "hours_worked"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("reverses_id"),
        CheckConstraint("hours > 0 AND hourly_minor > 0", name="positive"),
        CheckConstraint("reverses_id IS NULL OR reason <> ''", name="reversal"),
        Index("ix_hours_worked_investment", "investment_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    investment_id: Mapped[int] = mapped_column(Id, ForeignKey("investment.id"))
    period_on: Mapped[date] = mapped_column(Day)
    rate_name: Mapped[str] = mapped_column(Text)
    hours: Mapped[float] = mapped_column(Real)
    hourly_minor: Mapped[int] = mapped_column(Minor)
    value_minor: Mapped[int] = mapped_column(Minor)
    reverses_id: Mapped[int | None] = mapped_column(Id, ForeignKey("hours_worked.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    reported_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    reported_at: Mapped[datetime] = mapped_column(Instant)


class Reading(Base):
    """A dated measurement of the measure and the benefit that it shows for the months it covers.

    `unit_minor` is the money per unit and month that the benefit was computed with; without it the benefit
    was stated by the reporter. `derivation` says in words how it came about.
    """

    __tablename__ = "reading"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("covers_to >= covers_from", name="covers"),
        CheckConstraint("isolation BETWEEN 0 AND 1 AND confidence BETWEEN 0 AND 1", name="shares"),
        CheckConstraint("evidence <> '' AND derivation <> ''", name="words"),
        Index("ix_reading_investment", "investment_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    investment_id: Mapped[int] = mapped_column(Id, ForeignKey("investment.id"))
    measure_id: Mapped[int] = mapped_column(Id, ForeignKey("measure.id"))
    read_on: Mapped[date] = mapped_column(Day)
    covers_from: Mapped[date] = mapped_column(Day)
    covers_to: Mapped[date] = mapped_column(Day)
    baseline: Mapped[float] = mapped_column(Real)
    value: Mapped[float] = mapped_column(Real)
    isolation: Mapped[float] = mapped_column(Real)
    confidence: Mapped[float] = mapped_column(Real)
    method: Mapped[str] = mapped_column(Choice(*METHODS))
    evidence: Mapped[str] = mapped_column(Text)
    unit_minor: Mapped[int | None] = mapped_column(Minor)
    benefit_minor: Mapped[int] = mapped_column(Minor)
    derivation: Mapped[str] = mapped_column(Text)
    reported_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    reported_deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    reported_at: Mapped[datetime] = mapped_column(Instant)


class Attestation(Base):
    """The sponsor's word on a reading; without it the reading adds nothing."""

    __tablename__ = "attestation"
    __table_args__ = (
        UniqueConstraint("reading_id"),
        CheckConstraint("verdict = 'attested' OR reason <> ''", name="refusal_has_reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    reading_id: Mapped[int] = mapped_column(Id, ForeignKey("reading.id"))
    verdict: Mapped[str] = mapped_column(Choice("attested", "refused"))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
