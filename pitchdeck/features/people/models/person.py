"""Who can sign in, and the mandates that they hold."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Flag, Id, Instant, Minor, Text

ROLES = ("presenter", "investor", "lead", "chair", "finance", "fund_owner", "viewer", "auditor", "admin")
MONEY_ROLES = ("investor", "finance", "fund_owner")
"""Mandates that touch money: they work only after a second person confirmed them."""
CARRIED = tuple(role for role in ROLES if role != "admin")
"""What a deputy can do in another's place: everything but administering, which is done in one's own name."""


class Person(Base):
    """Someone who can sign in; e-mail addresses are stored in lower case.

    `sort_key` is the folded name, and behind it the folded title: a trigger keeps it, whoever writes these.
    """

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("email"),
        Index("ix_person_sort", "sort_key", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text, default="")
    unit_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unit.id"))
    password_hash: Mapped[str | None] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(Flag, default=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    sort_key: Mapped[str] = mapped_column(Text, server_default="")


class Mandate(Base):
    """A person's role over the organisation (no unit) or a unit with its sub-units, for a time."""

    __tablename__ = "mandate"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name="confirmed"),
        CheckConstraint("confirmed_by_id <> person_id", name="not_ones_own"),
        CheckConstraint("confirmed_by_id <> granted_by_id", name="second_person"),
        Index("ix_mandate_person", "person_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(Choice(*ROLES))
    unit_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unit.id"))
    limit_minor: Mapped[int | None] = mapped_column(Minor)
    valid_from: Mapped[date] = mapped_column(Day)
    valid_to: Mapped[date | None] = mapped_column(Day)
    granted_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    granted_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
