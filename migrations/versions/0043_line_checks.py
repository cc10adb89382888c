"""Finance checks the numbers of a pitch line by line before it is scored."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "line_check",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column("side", db.Choice("benefit", "cost"), nullable=False),
        sa.Column("position", db.Whole(), nullable=False),
        sa.Column("print", db.Text(), nullable=False),
        sa.Column("verdict", db.Choice("accepted", "questioned"), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint(
            "verdict = 'accepted' OR reason <> ''", name=op.f("ck_line_check_question_has_reason")
        ),
        sa.CheckConstraint("position >= 0 AND print <> ''", name=op.f("ck_line_check_line")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_line_check_pitch_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_line_check_revision_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_line_check_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_line_check_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_check")),
        sqlite_strict=True,
    )
    op.create_index("ix_line_check_pitch", "line_check", ["pitch_id", "id"], unique=False)
    triggers.create(op.get_bind(), CATALOGUE["checks"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["checks"])
    op.drop_table("line_check")
