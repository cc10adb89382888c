"""What an investor ties their money to, and the presenter's answer."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Text

LONGEST = 200
"""Characters of a condition: a sentence, not a contract."""


class Condition(Base):
    """A commitment's written condition: its money is reserved, and counts once the presenter accepts."""

    __tablename__ = "commitment_condition"
    __table_args__ = (
        UniqueConstraint("commitment_id"),
        CheckConstraint(f"LENGTH(words) BETWEEN 1 AND {LONGEST}", name="words"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    commitment_id: Mapped[int] = mapped_column(Id, ForeignKey("commitment.id"))
    words: Mapped[str] = mapped_column(Text)


class ConditionAnswer(Base):
    """The presenter accepted or declined a condition, once."""

    __tablename__ = "condition_answer"
    __table_args__ = (UniqueConstraint("condition_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    condition_id: Mapped[int] = mapped_column(Id, ForeignKey("commitment_condition.id"))
    verdict: Mapped[str] = mapped_column(Choice("accepted", "declined"))
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
