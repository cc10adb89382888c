"""What opens the door once: links of mails and of the machine, and the step between password and code."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Instant, Text

PASSES = ("password_reset", "invitation", "break_glass", "second_step")


class SignInPass(Base):
    """A right to one step at the door; the person holds its token, the row the token's hash."""

    __tablename__ = "sign_in_pass"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        CheckConstraint("used_at IS NULL OR void_at IS NULL", name="one_end"),
        Index("ix_sign_in_pass_person", "person_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(Choice(*PASSES))
    token_hash: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    void_at: Mapped[datetime | None] = mapped_column(Instant)
