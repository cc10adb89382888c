"""The second factor of a person, and the codes for the day when its device is gone."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Id, Instant, Text, Whole


class SecondFactor(Base):
    """A person's authenticator: works once a code confirmed it; `last_step` refuses a code's replay."""

    __tablename__ = "second_factor"
    __table_args__ = (UniqueConstraint("person_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    sealed_secret: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    last_step: Mapped[int | None] = mapped_column(Whole)


class RecoveryCode(Base):
    """One of ten codes that each stand in for the second factor once; only its hash is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("code_hash"), Index("ix_recovery_code_person", "person_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    code_hash: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
