"""What finance says of a line of cost: capital budget pays for it, or operating budget does."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Text


class CapexMark(Base):
    """A line of a revision marked as capex, or as opex again; the newest word on what the line says counts.

    `line` is the print of the line: while nobody changes it, the mark holds in later revisions too.
    """

    __tablename__ = "capex_mark"
    __table_args__ = (
        CheckConstraint("line <> '' AND label <> ''", name="words"),
        CheckConstraint("reason <> ''", name="reason"),
        Index("ix_capex_mark_pitch", "pitch_id", "line", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    line: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    nature: Mapped[str] = mapped_column(Choice("opex", "capex"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
