"""Views that a person keeps: the state of a page's address under a name."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Flag, Id, Instant, Json, Text

_DEFAULT = text("is_default = 1")


class SavedView(Base):
    """What a person wants a page to show, under a name; one of a page's may be what it opens with."""

    __tablename__ = "saved_view"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("person_id", "page", "name"),
        CheckConstraint("name <> '' AND page <> ''", name="words"),
        Index(
            "uq_saved_view_default",
            "person_id",
            "page",
            unique=True,
            sqlite_where=_DEFAULT,
            postgresql_where=_DEFAULT,
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    page: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    asked: Mapped[dict[str, Any]] = mapped_column(Json)
    is_default: Mapped[bool] = mapped_column(Flag, default=False)
    at: Mapped[datetime] = mapped_column(Instant)
