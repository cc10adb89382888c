"""How a mandate ends before its time, and who stands in for whom, from when to when."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Day, Id, Instant, Text


class MandateChange(Base):
    """A mandate that takes another's place as soon as it works: a changed limit, with its reason."""

    __tablename__ = "mandate_change"
    __table_args__ = (UniqueConstraint("mandate_id"), CheckConstraint("reason <> ''", name="reason"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    mandate_id: Mapped[int] = mapped_column(Id, ForeignKey("mandate.id"))
    replaces_id: Mapped[int] = mapped_column(Id, ForeignKey("mandate.id"))
    reason: Mapped[str] = mapped_column(Text)


class MandateEnd(Base):
    """The end of a mandate with author and reason; `was_valid_to` is what stood there before."""

    __tablename__ = "mandate_end"
    __table_args__ = (UniqueConstraint("mandate_id"), CheckConstraint("reason <> ''", name="reason"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    mandate_id: Mapped[int] = mapped_column(Id, ForeignKey("mandate.id"))
    was_valid_to: Mapped[date | None] = mapped_column(Day)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Deputy(Base):
    """Somebody who stands in for another between two days; over money only once a second person confirmed."""

    __tablename__ = "deputy"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("deputy_id <> for_id", name="two_people"),
        CheckConstraint("(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name="confirmed"),
        CheckConstraint("confirmed_by_id <> deputy_id", name="not_ones_own"),
        CheckConstraint("confirmed_by_id <> for_id", name="not_for_oneself"),
        CheckConstraint("confirmed_by_id <> granted_by_id", name="second_person"),
        Index("ix_deputy_person", "deputy_id"),
        Index("ix_deputy_for", "for_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    for_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    valid_from: Mapped[date] = mapped_column(Day)
    valid_to: Mapped[date] = mapped_column(Day)
    reason: Mapped[str] = mapped_column(Text)
    granted_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    granted_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)


class DeputyEnd(Base):
    """The end of standing in before its day, with author and reason."""

    __tablename__ = "deputy_end"
    __table_args__ = (UniqueConstraint("deputy_id"), CheckConstraint("reason <> ''", name="reason"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    deputy_id: Mapped[int] = mapped_column(Id, ForeignKey("deputy.id"))
    was_valid_to: Mapped[date] = mapped_column(Day)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
