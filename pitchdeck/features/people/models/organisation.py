"""The organisation with the settings that every figure rests on, and its units."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Flag, Id, Instant, Json, Minor, Real, Text, Whole
from pitchdeck.features.people.figures import CONFLICT_DEFAULTS


class Organisation(Base):
    """The one organisation of this database, with the settings that every figure rests on."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("fiscal_year_start BETWEEN 1 AND 12", name="fiscal_year_start"),
        CheckConstraint("small_minor >= 0 AND small_minor < large_minor", name="sizes"),
        CheckConstraint("(accent IS NULL) = (accent_dark IS NULL)", name="accents"),
        CheckConstraint("quote_minor >= 0", name="quote"),
        CheckConstraint("single_minor >= 0", name="single"),
        CheckConstraint("unit_hours >= 0", name="unit_hours"),
        CheckConstraint("0 <= benefit_amber AND benefit_amber <= benefit_green", name="benefit"),
        CheckConstraint("0 <= cost_green AND cost_green <= cost_amber", name="cost"),
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
    second_factor_roles: Mapped[list[str] | None] = mapped_column(Json)
    small_minor: Mapped[int] = mapped_column(Minor)
    large_minor: Mapped[int] = mapped_column(Minor)
    quote_minor: Mapped[int] = mapped_column(Minor)
    single_minor: Mapped[int] = mapped_column(Minor)
    benefit_green: Mapped[float] = mapped_column(Real)
    benefit_amber: Mapped[float] = mapped_column(Real)
    cost_green: Mapped[float] = mapped_column(Real)
    cost_amber: Mapped[float] = mapped_column(Real)
    conflict_default: Mapped[str] = mapped_column(Choice(*CONFLICT_DEFAULTS))
    accent: Mapped[str | None] = mapped_column(Text)
    accent_dark: Mapped[str | None] = mapped_column(Text)
    logo: Mapped[str | None] = mapped_column(Text)
    defaults: Mapped[dict[str, Any]] = mapped_column(Json)
    templates_off: Mapped[list[str]] = mapped_column(Json)
    unit_hours: Mapped[int] = mapped_column(Whole)


class Unit(Base):
    """A unit of the organisation; `parent_id` makes the tree."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("key"), UniqueConstraint("name"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    erp_code: Mapped[str | None] = mapped_column(Text)
    parent_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unit.id"))


class UnitHead(Base):
    """Who heads a unit from a moment on, or that nobody does; the newest word on a unit counts."""

    __tablename__ = "unit_head"
    __table_args__ = (Index("ix_unit_head_unit", "unit_id", "id"), Index("ix_unit_head_person", "person_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    person_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
