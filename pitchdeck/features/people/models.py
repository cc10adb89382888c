"""The organisation, its units and people, their mandates and sign-in sessions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Flag, Id, Instant, Minor, Real, Text, Whole

ROLES = ("presenter", "investor", "lead", "chair", "finance", "fund_owner", "viewer", "auditor", "admin")
MONEY_ROLES = ("investor", "finance", "fund_owner")
"""Mandates that touch money: they work only after a second person confirmed them."""


class Organisation(Base):
    """The one organisation of this database, with the settings that every figure rests on."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("fiscal_year_start BETWEEN 1 AND 12", name="fiscal_year_start"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(Text)
    zone: Mapped[str] = mapped_column(Text)
    fiscal_year_start: Mapped[int] = mapped_column(Whole)
    discount_rate: Mapped[float] = mapped_column(Real)
    roi_objective_pct: Mapped[float] = mapped_column(Real)
    burden: Mapped[float] = mapped_column(Real)
    burden_source: Mapped[str] = mapped_column(Text)
    demo: Mapped[bool] = mapped_column(Flag)
    created_at: Mapped[datetime] = mapped_column(Instant)


class Unit(Base):
    """A unit of the organisation; `parent_id` makes the tree."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("key"), UniqueConstraint("name"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    erp_code: Mapped[str | None] = mapped_column(Text)
    parent_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unit.id"))


class Person(Base):
    """Someone who can sign in; e-mail addresses are stored in lower case."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("key"), UniqueConstraint("email"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text, default="")
    unit_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unit.id"))
    password_hash: Mapped[str | None] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(Flag, default=True)
    created_at: Mapped[datetime] = mapped_column(Instant)


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


class SignIn(Base):
    """A sign-in session: the cookie holds a token, the row its hash, so it can be ended from here."""

    __tablename__ = "sign_in"
    __table_args__ = (UniqueConstraint("token_hash"), Index("ix_sign_in_person", "person_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    started_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class SignInFailure(Base):
    """A failed sign-in; the throttle counts these, shared by all workers."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (
        Index("ix_sign_in_failure_who", "who_hash", "at"),
        Index("ix_sign_in_failure_peer", "peer", "at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    who_hash: Mapped[str] = mapped_column(Text)
    peer: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
