"""Changes of what figures rest on: asked for by one person, confirmed by a second one of finance."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Json, Text


class SettingChange(Base):
    """A change that somebody asks for; `changes` has [old, new] by the name of the setting."""

    __tablename__ = "setting_change"
    __table_args__ = (UniqueConstraint("key"), CheckConstraint("reason <> ''", name="reason"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    changes: Mapped[dict[str, Any]] = mapped_column(Json)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class SettingAnswer(Base):
    """The second person's one answer to a change."""

    __tablename__ = "setting_answer"
    __table_args__ = (UniqueConstraint("change_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    change_id: Mapped[int] = mapped_column(Id, ForeignKey("setting_change.id"))
    verdict: Mapped[str] = mapped_column(Choice("confirmed", "refused"))
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
