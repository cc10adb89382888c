"""Finance's standard rates."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Id, Instant, Minor, Text


class StandardRate(Base):
    """A loaded hourly rate of a grade or an L&D activity, with source and date; never a person's wage."""

    __tablename__ = "standard_rate"
    __table_args__ = (UniqueConstraint("key"), CheckConstraint("hourly_minor > 0", name="positive"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    purpose: Mapped[str] = mapped_column(Choice("participant", "development", "facilitation"))
    name: Mapped[str] = mapped_column(Text)
    hourly_minor: Mapped[int] = mapped_column(Minor)
    source: Mapped[str] = mapped_column(Text)
    dated_on: Mapped[date] = mapped_column(Day)


class StandardValue(Base):
    """What one unit of what measures count is worth, by finance's word; the newest of a name counts."""

    __tablename__ = "standard_value"
    __table_args__ = (UniqueConstraint("key"), CheckConstraint("value_minor > 0", name="positive"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(Text)
    value_minor: Mapped[int] = mapped_column(Minor)
    source: Mapped[str] = mapped_column(Text)
    dated_on: Mapped[date] = mapped_column(Day)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
