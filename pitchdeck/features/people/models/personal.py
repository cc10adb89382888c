"""What was asked about a person's data, and the copy of it while it can be fetched."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Text


class PersonalFile(Base):
    """A request: a copy of everything about a person, or that their name is taken out. The record stays."""

    __tablename__ = "personal_file"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("kind = 'copy' OR content IS NULL", name="copies_have_content"),
        CheckConstraint("content IS NULL OR done_at IS NOT NULL", name="content_when_done"),
        Index("ix_personal_file_person", "person_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(Choice("copy", "pseudonym"))
    asked_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    content: Mapped[str | None] = mapped_column(Text)
    """JSON; taken away after a week, the row stays."""
