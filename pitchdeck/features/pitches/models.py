"""Pitches: the editable draft, the immutable revisions, and the lines that both have."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Day, Flag, Id, Instant, Json, Minor, Real, Text, Whole

STATES = (
    "draft",
    "submitted",
    "returned",
    "screened",
    "redirected",
    "merged",
    "in_scoring",
    "shortlisted",
    "not_shortlisted",
    "in_funding",
    "covered",
    "in_review",
    "funded",
    "waitlisted",
    "declined",
    "withdrawn",
    "expired",
)
ENGAGEMENTS = ("in_house", "project_outsourcing", "retainer", "time_and_materials", "staff_augmentation")
CAUSES = ("skill", "will", "tools", "process", "environment")


class Pitch(Base):
    """A learning proposal; content lives in draft and revisions, the newest totals are stored here."""

    __tablename__ = "pitch"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("ref"),
        CheckConstraint("(ref IS NULL) = (revision_no = 0)", name="reference_at_submit"),
        CheckConstraint("state IN ('draft', 'withdrawn') OR revision_no > 0", name="state_has_revision"),
        CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'redirected', 'merged', 'withdrawn')"
            " OR round_id IS NOT NULL",
            name="state_has_round",
        ),
        Index("ix_pitch_round_state", "round_id", "state", "id"),
        Index("ix_pitch_presenter", "presenter_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    ref: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Choice(*STATES), default="draft")
    title: Mapped[str] = mapped_column(Text)
    presenter_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    round_id: Mapped[int | None] = mapped_column(Id, ForeignKey("round.id"))
    revision_no: Mapped[int] = mapped_column(Whole, default=0)
    ask_minor: Mapped[int] = mapped_column(Minor, default=0)
    time_minor: Mapped[int] = mapped_column(Minor, default=0)
    roi_pct: Mapped[float | None] = mapped_column(Real)
    roi_months: Mapped[int] = mapped_column(Whole, default=12)
    payback_months: Mapped[float | None] = mapped_column(Real)
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class CoAuthor(Base):
    """A colleague who may edit the pitch, and whose conflicts count as the presenter's do."""

    __tablename__ = "co_author"
    __table_args__ = (UniqueConstraint("pitch_id", "person_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))


class Draft(Base):
    """The working copy of a pitch; `version` counts saves so that a stale one is noticed."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("pitch_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    version: Mapped[int] = mapped_column(Whole, default=1)
    saved_at: Mapped[datetime] = mapped_column(Instant)
    template: Mapped[str] = mapped_column(Text, default="blank")
    title: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text, default="")
    start_on: Mapped[date | None] = mapped_column(Day)
    measure_id: Mapped[int | None] = mapped_column(Id, ForeignKey("measure.id"))
    problem: Mapped[str] = mapped_column(Text, default="")
    nothing_minor: Mapped[int | None] = mapped_column(Minor)
    cause: Mapped[str | None] = mapped_column(Choice(*CAUSES))
    solution: Mapped[str] = mapped_column(Text, default="")
    audience: Mapped[str] = mapped_column(Text, default="")
    people: Mapped[int | None] = mapped_column(Whole)
    hours_each: Mapped[float | None] = mapped_column(Real)
    launch_month: Mapped[int | None] = mapped_column(Whole)
    engagement: Mapped[str] = mapped_column(Choice(*ENGAGEMENTS), default="in_house")
    nothing_else: Mapped[bool] = mapped_column(Flag, default=False)
    level_1: Mapped[str] = mapped_column(Text, default="")
    level_2: Mapped[str] = mapped_column(Text, default="")
    level_3: Mapped[str] = mapped_column(Text, default="")
    readings: Mapped[list[int]] = mapped_column(Json, default=list)
    isolation_plan: Mapped[str | None] = mapped_column(Text)
    risk: Mapped[str] = mapped_column(Text, default="")
    risk_answer: Mapped[str] = mapped_column(Text, default="")
    stop_rule: Mapped[str] = mapped_column(Text, default="")
    minimum_minor: Mapped[int | None] = mapped_column(Minor)
    headline_months: Mapped[int] = mapped_column(Whole, default=12)
    options: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    intangibles: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    comparison: Mapped[dict[str, Any] | None] = mapped_column(Json)


class CostLine(Base):
    """One line of cost of the draft (revision 0), or of a revision as requested; `terms` are the engine's."""

    __tablename__ = "cost_line"
    __table_args__ = (UniqueConstraint("pitch_id", "revision_no", "position"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_no: Mapped[int] = mapped_column(Whole)
    position: Mapped[int] = mapped_column(Whole)
    kind: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    terms: Mapped[dict[str, Any]] = mapped_column(Json)
    source: Mapped[str] = mapped_column(Text, default="")
    tiers: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)


class BenefitLine(Base):
    """One line of benefit of the draft (revision 0), or of a revision as requested; `terms` as for cost."""

    __tablename__ = "benefit_line"
    __table_args__ = (UniqueConstraint("pitch_id", "revision_no", "position"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_no: Mapped[int] = mapped_column(Whole)
    position: Mapped[int] = mapped_column(Whole)
    kind: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    measure_id: Mapped[int | None] = mapped_column(Id, ForeignKey("measure.id"))
    terms: Mapped[dict[str, Any]] = mapped_column(Json)
    source: Mapped[str] = mapped_column(Text, default="")
    tiers: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)


class Revision(Base):
    """A submitted version, never changed: its content, inputs, figures and the hash over them."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("pitch_id", "number"), CheckConstraint("number >= 1", name="number"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    number: Mapped[int] = mapped_column(Whole)
    title: Mapped[str] = mapped_column(Text)
    goal_id: Mapped[int] = mapped_column(Id, ForeignKey("goal.id"))
    measure_id: Mapped[int] = mapped_column(Id, ForeignKey("measure.id"))
    sponsor_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    inputs: Mapped[str] = mapped_column(Text)
    figures: Mapped[str] = mapped_column(Text)
    engine_version: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(Text)
    ask_minor: Mapped[int] = mapped_column(Minor)
    minimum_minor: Mapped[int] = mapped_column(Minor)
    submitted_by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    submitted_at: Mapped[datetime] = mapped_column(Instant)


class Ask(Base):
    """The budget cost of a tier of a revision in one fiscal year, rounded up to the minor unit."""

    __tablename__ = "ask"
    __table_args__ = (
        UniqueConstraint("revision_id", "tier", "fiscal_year"),
        CheckConstraint("amount >= 0", name="amount"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    tier: Mapped[str] = mapped_column(Choice("minimum", "requested", "stretch"))
    fiscal_year: Mapped[int] = mapped_column(Whole)
    amount: Mapped[int] = mapped_column(Minor)


class AskCategory(Base):
    """What the highest tier of a revision asks of one fiscal year for one category of cost."""

    __tablename__ = "ask_category"
    __table_args__ = (
        UniqueConstraint("revision_id", "fiscal_year", "category"),
        CheckConstraint("amount > 0", name="amount"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    fiscal_year: Mapped[int] = mapped_column(Whole)
    category: Mapped[str] = mapped_column(Text)
    amount: Mapped[int] = mapped_column(Minor)


class AskLine(Base):
    """What the highest tier of a revision asks of one fiscal year for one line of cost, at its position.

    `line` is the print of what the line says: the same in the next revision while nobody changes it. Lines of
    the stretch tier alone stand together at position -1, without a print.
    """

    __tablename__ = "ask_line"
    __table_args__ = (
        UniqueConstraint("revision_id", "fiscal_year", "position"),
        CheckConstraint("amount > 0", name="amount"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    fiscal_year: Mapped[int] = mapped_column(Whole)
    position: Mapped[int] = mapped_column(Whole)
    line: Mapped[str] = mapped_column(Text, default="")
    amount: Mapped[int] = mapped_column(Minor)


class RevisionHours(Base):
    """Hours of a unit that a revision needs in one month, counted from its planned start; frozen with it.

    Participants' hours are those of the unit that it is for, all others those of its presenter's unit.
    """

    __tablename__ = "revision_hours"
    __table_args__ = (
        UniqueConstraint("revision_id", "team", "month_no"),
        CheckConstraint("hours > 0", name="hours"),
        Index("ix_revision_hours_unit", "unit_id", "team"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    team: Mapped[str] = mapped_column(Choice("participants", "development", "supervision"))
    start_on: Mapped[date] = mapped_column(Day)
    month_no: Mapped[int] = mapped_column(Whole)
    hours: Mapped[float] = mapped_column(Real)


class TimeAgreement(Base):
    """Hours of a unit's people that a revision needs above the unit's limit, put to the unit's head.

    `asked_id` was its head then, if it had one. A revision that needs no more than the head agreed to for
    an earlier one rests on that agreement.
    """

    __tablename__ = "time_agreement"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("revision_id", "unit_id"),
        Index("ix_time_agreement_pitch", "pitch_id", "id"),
        Index("ix_time_agreement_unit", "unit_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id"))
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    limit_hours: Mapped[int] = mapped_column(Whole)
    asked_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    rests_on_id: Mapped[int | None] = mapped_column(Id, ForeignKey("time_agreement.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class TimeQuarter(Base):
    """The hours of one calendar quarter that an agreement is about, those within the limit too."""

    __tablename__ = "time_quarter"
    __table_args__ = (
        UniqueConstraint("agreement_id", "quarter_on"),
        CheckConstraint("hours > 0", name="hours"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    agreement_id: Mapped[int] = mapped_column(Id, ForeignKey("time_agreement.id"))
    quarter_on: Mapped[date] = mapped_column(Day)
    hours: Mapped[float] = mapped_column(Real)


class TimeAnswer(Base):
    """What a unit's head said to the hours; the newest answer counts until finance approves."""

    __tablename__ = "time_answer"
    __table_args__ = (
        CheckConstraint("verdict = 'agreed' OR reason <> ''", name="refusal_has_reason"),
        Index("ix_time_answer_agreement", "agreement_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    agreement_id: Mapped[int] = mapped_column(Id, ForeignKey("time_agreement.id"))
    verdict: Mapped[str] = mapped_column(Choice("agreed", "refused"))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class WindowAsk(Base):
    """Finance asked to let a pitch's headline count more than its first year, as `revision_no` would."""

    __tablename__ = "window_ask"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("months IN (24, 36)", name="months"),
        CheckConstraint("reason <> ''", name="reason"),
        Index("ix_window_ask_pitch", "pitch_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    pitch_id: Mapped[int] = mapped_column(Id, ForeignKey("pitch.id"))
    revision_no: Mapped[int] = mapped_column(Whole)
    months: Mapped[int] = mapped_column(Whole)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class WindowAnswer(Base):
    """Finance's answer: a long-term solution, or not, with the reason."""

    __tablename__ = "window_answer"
    __table_args__ = (UniqueConstraint("ask_id"), CheckConstraint("reason <> ''", name="reason"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ask_id: Mapped[int] = mapped_column(Id, ForeignKey("window_ask.id"))
    verdict: Mapped[str] = mapped_column(Choice("accepted", "refused"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
