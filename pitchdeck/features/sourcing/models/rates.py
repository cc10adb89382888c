"""Finance's standard rates."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Id, Minor, Text


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
