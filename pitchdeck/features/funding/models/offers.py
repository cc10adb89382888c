"""A pitch on the waiting list is offered a place in a rolling round."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Id, Instant, Text, Whole


class Offer(Base):
    """The chair of a rolling round lets a pitch that waits look for money again, there.

    `rank` is its place among those that waited then; the reason is given where one above it is passed over.
    """

    __tablename__ = "offer"
    __table_args__ = (
        CheckConstraint("rank >= 1", name="rank"),
        CheckConstraint("from_round_id <> to_round_id", name="elsewhere"),
        Index("ix_offer_pitch", "pitch_id", "id"),
        Index("ix_offer_from", "from_round_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    from_round_id: Mapped[int] = mapped_column(Id, ForeignKey("round.id"))
    to_round_id: Mapped[int] = mapped_column(Id, ForeignKey("round.id"))
    rank: Mapped[int] = mapped_column(Whole)
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
