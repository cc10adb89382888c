"""Hours of a unit above its limit, put to the unit's head, who answers before finance approves."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "time_agreement",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column("unit_id", db.Id(), nullable=False),
        sa.Column("limit_hours", db.Whole(), nullable=False),
        sa.Column("asked_id", db.Id(), nullable=True),
        sa.Column("rests_on_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_time_agreement_pitch_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_time_agreement_revision_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_time_agreement_unit_id")),
        sa.ForeignKeyConstraint(["asked_id"], ["person.id"], name=op.f("fk_time_agreement_asked_id")),
        sa.ForeignKeyConstraint(
            ["rests_on_id"], ["time_agreement.id"], name=op.f("fk_time_agreement_rests_on_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_agreement")),
        sa.UniqueConstraint("key", name=op.f("uq_time_agreement_key")),
        sa.UniqueConstraint("revision_id", "unit_id", name=op.f("uq_time_agreement_revision_id_unit_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_time_agreement_pitch", "time_agreement", ["pitch_id", "id"], unique=False)
    op.create_index("ix_time_agreement_unit", "time_agreement", ["unit_id", "id"], unique=False)
    op.create_table(
        "time_quarter",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("agreement_id", db.Id(), nullable=False),
        sa.Column("quarter_on", db.Day(), nullable=False),
        sa.Column("hours", db.Real(), nullable=False),
        sa.CheckConstraint("hours > 0", name=op.f("ck_time_quarter_hours")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["time_agreement.id"], name=op.f("fk_time_quarter_agreement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_quarter")),
        sa.UniqueConstraint(
            "agreement_id", "quarter_on", name=op.f("uq_time_quarter_agreement_id_quarter_on")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "time_answer",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("agreement_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("agreed", "refused"), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint(
            "verdict = 'agreed' OR reason <> ''", name=op.f("ck_time_answer_refusal_has_reason")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["time_agreement.id"], name=op.f("fk_time_answer_agreement_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_time_answer_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_time_answer_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_answer")),
        sqlite_strict=True,
    )
    op.create_index("ix_time_answer_agreement", "time_answer", ["agreement_id", "id"], unique=False)
    triggers.create(op.get_bind(), CATALOGUE["agreements"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["agreements"])
    for table in ("time_answer", "time_quarter", "time_agreement"):
        op.drop_table(table)
