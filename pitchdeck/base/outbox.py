"""Messages and documents owed to the world, written in the act's own transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from pitchdeck.base.db import Base, Id, Instant, Json, Text, Whole


class Outbox(Base):
    """One thing owed: its kind and the facts (keys and figures, no words); done when `done_at` is set."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_open", "done_at", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(Whole, default=0)
    done_at: Mapped[datetime | None] = mapped_column(Instant)


def owe(session: Session, kind: str, facts: dict[str, Any], *, at: datetime) -> None:
    """Owe the world one message or document; it leaves after the commit, or never happened."""
    session.execute(insert(Outbox), [{"kind": kind, "facts": facts, "at": at, "attempts": 0}])
