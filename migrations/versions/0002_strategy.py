"""Goals, measures, claims."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "goal",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("name", db.Text(), nullable=False),
        sa.Column("why", db.Text(), nullable=False),
        sa.Column("priority", db.Whole(), nullable=False),
        sa.Column("unit_id", db.Id(), nullable=False),
        sa.Column("owner_id", db.Id(), nullable=False),
        sa.Column("until", db.Day(), nullable=False),
        sa.CheckConstraint("priority BETWEEN 1 AND 9", name=op.f("ck_goal_priority")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_goal_owner_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_goal_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
        sa.UniqueConstraint("key", name=op.f("uq_goal_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "measure",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("goal_id", db.Id(), nullable=False),
        sa.Column("name", db.Text(), nullable=False),
        sa.Column("unit_of_measure", db.Text(), nullable=False),
        sa.Column("baseline", db.Real(), nullable=False),
        sa.Column("baseline_on", db.Day(), nullable=False),
        sa.Column("target", db.Real(), nullable=False),
        sa.Column("target_on", db.Day(), nullable=False),
        sa.Column("owner_id", db.Id(), nullable=False),
        sa.Column("value_minor", db.Minor(), nullable=True),
        sa.Column("value_source", db.Text(), nullable=False),
        sa.Column("revenue", db.Flag(), nullable=False),
        sa.Column("agreed_by_id", db.Id(), nullable=True),
        sa.Column("agreed_at", db.Instant(), nullable=True),
        sa.CheckConstraint("(agreed_by_id IS NULL) = (agreed_at IS NULL)", name=op.f("ck_measure_agreed")),
        sa.CheckConstraint("agreed_by_id = owner_id", name=op.f("ck_measure_agreed_by_owner")),
        sa.CheckConstraint("target <> baseline", name=op.f("ck_measure_gap")),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["person.id"], name=op.f("fk_measure_agreed_by_id")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_measure_goal_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_measure_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("key", name=op.f("uq_measure_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "claim",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("measure_id", db.Id(), nullable=False),
        sa.Column("pitch_key", db.Text(), nullable=False),
        sa.Column("share", db.Real(), nullable=False),
        sa.Column("delta", db.Real(), nullable=False),
        sa.Column("sentence", db.Text(), nullable=False),
        sa.Column("asked_by_id", db.Id(), nullable=False),
        sa.Column("asked_at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_claim_asked_by_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_claim_measure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("key", name=op.f("uq_claim_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_claim_measure", "claim", ["measure_id"], unique=False)
    op.create_index("ix_claim_pitch", "claim", ["pitch_key", "id"], unique=False)
    op.create_table(
        "claim_answer",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("claim_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("yes", "no"), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("verdict = 'yes' OR reason <> ''", name=op.f("ck_claim_answer_no_has_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_claim_answer_by_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_answer_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_answer")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_claim_answer_claim_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["strategy"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["strategy"])
    op.drop_table("claim_answer")
    op.drop_table("claim")
    op.drop_table("measure")
    op.drop_table("goal")
