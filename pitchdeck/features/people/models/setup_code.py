"""The one-time code with which the first administrator sets up an empty database."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Id, Instant, Text


class SetupCode(Base):
    """The hash of the code that `pitchdeck init` printed last; used once, never after there is somebody."""

    __tablename__ = "setup_code"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code_hash: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
