"""The hours that a team of learning people has in a quarter; the newest row of a quarter counts."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Day, Id, Instant, Real, Text


class TeamCapacity(Base):
    """What a unit's own people can work on programmes in a quarter, by whose word and from which source."""

    __tablename__ = "team_capacity"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("hours >= 0 AND hours <= 10000000", name="hours"),
        CheckConstraint("source <> ''", name="source"),
        Index("ix_team_capacity_unit", "unit_id", "quarter_on", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    quarter_on: Mapped[date] = mapped_column(Day)
    hours: Mapped[float] = mapped_column(Real)
    source: Mapped[str] = mapped_column(Text)
    set_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    set_at: Mapped[datetime] = mapped_column(Instant)
