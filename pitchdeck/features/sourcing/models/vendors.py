"""Vendors and what they charge: prices with validity, never changed, only ended."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Id, Instant, Minor, Real, Text

BOUGHT = ("project_outsourcing", "retainer", "time_and_materials", "staff_augmentation")
UNITS_OF_PRICE = ("hour", "day", "month", "fixed", "finished_hour")


class Vendor(Base):
    """A company from which learning work is bought."""

    __tablename__ = "vendor"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("name"),
        CheckConstraint("name <> ''", name="named"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    offers: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(Text, default="")
    added_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(Instant)


class VendorEnd(Base):
    """The end of buying from a vendor: from that day none of its prices counts."""

    __tablename__ = "vendor_end"
    __table_args__ = (UniqueConstraint("vendor_id"), CheckConstraint("reason <> ''", name="reason"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    vendor_id: Mapped[int] = mapped_column(Id, ForeignKey("vendor.id"))
    ended_on: Mapped[date] = mapped_column(Day)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class RateCard(Base):
    """A vendor's price of a role or service under one engagement model, from a day on.

    A retainer's price includes `hours_included` a month, and hours beyond them cost `overage_minor` each.
    `expenses` is what comes on top as a fraction.
    """

    __tablename__ = "rate_card"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint("role <> ''", name="role"),
        CheckConstraint("source <> ''", name="source"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
        CheckConstraint("expenses >= 0 AND expenses <= 5", name="expenses"),
        CheckConstraint(
            "(engagement = 'retainer') = (hours_included IS NOT NULL)"
            " AND (engagement = 'retainer') = (overage_minor IS NOT NULL)",
            name="hours_of_a_retainer",
        ),
        CheckConstraint(
            "(engagement = 'project_outsourcing' AND unit IN ('finished_hour', 'fixed'))"
            " OR (engagement = 'retainer' AND unit = 'month')"
            " OR (engagement = 'time_and_materials' AND unit IN ('hour', 'day'))"
            " OR (engagement = 'staff_augmentation' AND unit IN ('day', 'month'))",
            name="unit_of_its_model",
        ),
        Index("ix_rate_card_vendor", "vendor_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    vendor_id: Mapped[int] = mapped_column(Id, ForeignKey("vendor.id"))
    engagement: Mapped[str] = mapped_column(Choice(*BOUGHT))
    role: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(Choice(*UNITS_OF_PRICE))
    amount_minor: Mapped[int] = mapped_column(Minor)
    hours_included: Mapped[float | None] = mapped_column(Real)
    overage_minor: Mapped[int | None] = mapped_column(Minor)
    expenses: Mapped[float] = mapped_column(Real, default=0.0)
    valid_from: Mapped[date] = mapped_column(Day)
    valid_to: Mapped[date | None] = mapped_column(Day)
    source: Mapped[str] = mapped_column(Text)
    added_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(Instant)


class RateCardEnd(Base):
    """The end of a price before its last day: from that day it is not offered."""

    __tablename__ = "rate_card_end"
    __table_args__ = (UniqueConstraint("rate_card_id"), CheckConstraint("reason <> ''", name="reason"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    rate_card_id: Mapped[int] = mapped_column(Id, ForeignKey("rate_card.id"))
    ended_on: Mapped[date] = mapped_column(Day)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
