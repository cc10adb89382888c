"""What figures rest on changes by the word of two people."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "setting_change",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("changes", db.Json(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_setting_change_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_setting_change_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_change")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_change_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "setting_answer",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("change_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("confirmed", "refused"), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["setting_change.id"], name=op.f("fk_setting_answer_change_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_setting_answer_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_answer")),
        sa.UniqueConstraint("change_id", name=op.f("uq_setting_answer_change_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["settings"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["settings"])
    op.drop_table("setting_answer")
    op.drop_table("setting_change")
