"""What finance said to the lines of a pitch before it is scored."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Text, Whole


class LineCheck(Base):
    """Finance accepts or questions one line of a revision; a later row on the same line supersedes it.

    `print` is the line's fingerprint: the check counts as long as a revision holds a line that reads so.
    """

    __tablename__ = "line_check"
    __table_args__ = (
        CheckConstraint("verdict = 'accepted' OR reason <> ''", name="question_has_reason"),
        CheckConstraint("position >= 0 AND print <> ''", name="line"),
        Index("ix_line_check_pitch", "pitch_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    side: Mapped[str] = mapped_column(Choice("benefit", "cost"))
    position: Mapped[int] = mapped_column(Whole)
    print: Mapped[str] = mapped_column(Text)
    verdict: Mapped[str] = mapped_column(Choice("accepted", "questioned"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
