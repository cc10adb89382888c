"""Pitches, drafts, revisions."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pitch",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("ref", db.Text(), nullable=True),
        sa.Column(
            "state",
            db.Choice(
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
            ),
            nullable=False,
        ),
        sa.Column("title", db.Text(), nullable=False),
        sa.Column("presenter_id", db.Id(), nullable=False),
        sa.Column("unit_id", db.Id(), nullable=False),
        sa.Column("round_id", db.Id(), nullable=True),
        sa.Column("revision_no", db.Whole(), nullable=False),
        sa.Column("ask_minor", db.Minor(), nullable=False),
        sa.Column("time_minor", db.Minor(), nullable=False),
        sa.Column("roi_pct", db.Real(), nullable=True),
        sa.Column("payback_months", db.Real(), nullable=True),
        sa.Column("created_at", db.Instant(), nullable=False),
        sa.Column("changed_at", db.Instant(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'redirected', 'merged', 'withdrawn') OR round_id IS NOT NULL",
            name=op.f("ck_pitch_state_has_round"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'withdrawn') OR revision_no > 0", name=op.f("ck_pitch_state_has_revision")
        ),
        sa.CheckConstraint("(ref IS NULL) = (revision_no = 0)", name=op.f("ck_pitch_reference_at_submit")),
        sa.ForeignKeyConstraint(["presenter_id"], ["person.id"], name=op.f("fk_pitch_presenter_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_pitch_round_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_pitch_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pitch")),
        sa.UniqueConstraint("key", name=op.f("uq_pitch_key")),
        sa.UniqueConstraint("ref", name=op.f("uq_pitch_ref")),
        sqlite_strict=True,
    )
    op.create_index("ix_pitch_presenter", "pitch", ["presenter_id", "id"], unique=False)
    op.create_index("ix_pitch_round_state", "pitch", ["round_id", "state", "id"], unique=False)
    op.create_table(
        "benefit_line",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_no", db.Whole(), nullable=False),
        sa.Column("position", db.Whole(), nullable=False),
        sa.Column("kind", db.Text(), nullable=False),
        sa.Column("label", db.Text(), nullable=False),
        sa.Column("measure_id", db.Id(), nullable=True),
        sa.Column("terms", db.Json(), nullable=False),
        sa.Column("source", db.Text(), nullable=False),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_benefit_line_measure_id")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_benefit_line_pitch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefit_line")),
        sa.UniqueConstraint(
            "pitch_id", "revision_no", "position", name=op.f("uq_benefit_line_pitch_id_revision_no_position")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "co_author",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_co_author_person_id")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_co_author_pitch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_author")),
        sa.UniqueConstraint("pitch_id", "person_id", name=op.f("uq_co_author_pitch_id_person_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "cost_line",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_no", db.Whole(), nullable=False),
        sa.Column("position", db.Whole(), nullable=False),
        sa.Column("kind", db.Text(), nullable=False),
        sa.Column("category", db.Text(), nullable=False),
        sa.Column("label", db.Text(), nullable=False),
        sa.Column("terms", db.Json(), nullable=False),
        sa.Column("source", db.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_cost_line_pitch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_line")),
        sa.UniqueConstraint(
            "pitch_id", "revision_no", "position", name=op.f("uq_cost_line_pitch_id_revision_no_position")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "draft",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("version", db.Whole(), nullable=False),
        sa.Column("saved_at", db.Instant(), nullable=False),
        sa.Column("template", db.Text(), nullable=False),
        sa.Column("title", db.Text(), nullable=False),
        sa.Column("source", db.Text(), nullable=False),
        sa.Column("start_on", db.Day(), nullable=True),
        sa.Column("measure_id", db.Id(), nullable=True),
        sa.Column("problem", db.Text(), nullable=False),
        sa.Column("nothing_minor", db.Minor(), nullable=True),
        sa.Column("cause", db.Choice("skill", "will", "tools", "process", "environment"), nullable=True),
        sa.Column("solution", db.Text(), nullable=False),
        sa.Column("audience", db.Text(), nullable=False),
        sa.Column("people", db.Whole(), nullable=True),
        sa.Column("hours_each", db.Real(), nullable=True),
        sa.Column("launch_month", db.Whole(), nullable=True),
        sa.Column(
            "engagement",
            db.Choice(
                "in_house", "project_outsourcing", "retainer", "time_and_materials", "staff_augmentation"
            ),
            nullable=False,
        ),
        sa.Column("nothing_else", db.Flag(), nullable=False),
        sa.Column("level_1", db.Text(), nullable=False),
        sa.Column("level_2", db.Text(), nullable=False),
        sa.Column("level_3", db.Text(), nullable=False),
        sa.Column("readings", db.Json(), nullable=False),
        sa.Column("isolation_plan", db.Text(), nullable=True),
        sa.Column("risk", db.Text(), nullable=False),
        sa.Column("risk_answer", db.Text(), nullable=False),
        sa.Column("stop_rule", db.Text(), nullable=False),
        sa.Column("minimum_minor", db.Minor(), nullable=True),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_draft_measure_id")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_draft_pitch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("pitch_id", name=op.f("uq_draft_pitch_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "revision",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("number", db.Whole(), nullable=False),
        sa.Column("title", db.Text(), nullable=False),
        sa.Column("goal_id", db.Id(), nullable=False),
        sa.Column("measure_id", db.Id(), nullable=False),
        sa.Column("sponsor_id", db.Id(), nullable=False),
        sa.Column("content", db.Json(), nullable=False),
        sa.Column("inputs", db.Text(), nullable=False),
        sa.Column("figures", db.Text(), nullable=False),
        sa.Column("engine_version", db.Text(), nullable=False),
        sa.Column("hash", db.Text(), nullable=False),
        sa.Column("currency", db.Text(), nullable=False),
        sa.Column("ask_minor", db.Minor(), nullable=False),
        sa.Column("minimum_minor", db.Minor(), nullable=False),
        sa.Column("submitted_by_id", db.Id(), nullable=False),
        sa.Column("submitted_at", db.Instant(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revision_number")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_revision_goal_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_revision_measure_id")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_revision_pitch_id")),
        sa.ForeignKeyConstraint(["sponsor_id"], ["person.id"], name=op.f("fk_revision_sponsor_id")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["person.id"], name=op.f("fk_revision_submitted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("pitch_id", "number", name=op.f("uq_revision_pitch_id_number")),
        sqlite_strict=True,
    )
    op.create_table(
        "ask",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column("tier", db.Choice("minimum", "requested", "stretch"), nullable=False),
        sa.Column("fiscal_year", db.Whole(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_ask_amount")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_ask_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask")),
        sa.UniqueConstraint(
            "revision_id", "tier", "fiscal_year", name=op.f("uq_ask_revision_id_tier_fiscal_year")
        ),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["pitches"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["pitches"])
    op.drop_table("ask")
    op.drop_table("revision")
    op.drop_table("draft")
    op.drop_table("cost_line")
    op.drop_table("co_author")
    op.drop_table("benefit_line")
    op.drop_table("pitch")
