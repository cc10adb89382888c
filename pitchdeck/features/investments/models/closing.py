"""What is said at the end of an investment, and the sponsor's word on it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Minor, Text


class ClosingReview(Base):
    """What was obtained against what was promised, why, and the lesson; the amounts are those of its day.

    Plan and benefit are of the periods whose reading was due. One that is sent back stays, and the next
    review is a row of its own.
    """

    __tablename__ = "closing_review"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("obtained <> '' AND why <> '' AND lesson <> ''", name="words"),
        Index("ix_closing_review_investment", "investment_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    investment_id: Mapped[int] = mapped_column(Id, ForeignKey("investment.id"))
    obtained: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    lesson: Mapped[str] = mapped_column(Text)
    planned_cost: Mapped[int] = mapped_column(Minor)
    cost: Mapped[int] = mapped_column(Minor)
    planned_benefit: Mapped[int] = mapped_column(Minor)
    benefit: Mapped[int] = mapped_column(Minor)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ClosingAnswer(Base):
    """The sponsor confirms a closing review, or sends it back with the reason."""

    __tablename__ = "closing_answer"
    __table_args__ = (
        UniqueConstraint("review_id"),
        CheckConstraint("verdict = 'confirmed' OR reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    review_id: Mapped[int] = mapped_column(Id, ForeignKey("closing_review.id"))
    verdict: Mapped[str] = mapped_column(Choice("confirmed", "sent_back"))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
