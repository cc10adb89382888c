"""The organisation's logo, kept by its content."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Id, Instant, Text, Whole


class Logo(Base):
    """A picture offered as the logo; `png` is what was written anew, in base 64, `digest` its hash."""

    __tablename__ = "logo"
    __table_args__ = (
        UniqueConstraint("digest"),
        CheckConstraint("width > 0 AND height > 0", name="size"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    digest: Mapped[str] = mapped_column(Text)
    png: Mapped[str] = mapped_column(Text)
    width: Mapped[int] = mapped_column(Whole)
    height: Mapped[int] = mapped_column(Whole)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
