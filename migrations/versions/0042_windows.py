"""A headline over more than the first year, asked for and answered by finance."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

COLUMNS = (("pitch", "roi_months"), ("draft", "headline_months"))


def upgrade() -> None:
    for table, name in COLUMNS:
        op.add_column(table, sa.Column(name, db.Whole(), nullable=False, server_default=sa.text("12")))
    op.create_table(
        "window_ask",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_no", db.Whole(), nullable=False),
        sa.Column("months", db.Whole(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("months IN (24, 36)", name=op.f("ck_window_ask_months")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_window_ask_reason")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_window_ask_pitch_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_window_ask_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_window_ask_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_window_ask")),
        sa.UniqueConstraint("key", name=op.f("uq_window_ask_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_window_ask_pitch", "window_ask", ["pitch_id", "id"], unique=False)
    op.create_table(
        "window_answer",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("ask_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("accepted", "refused"), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_window_answer_reason")),
        sa.ForeignKeyConstraint(["ask_id"], ["window_ask.id"], name=op.f("fk_window_answer_ask_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_window_answer_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_window_answer_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_window_answer")),
        sa.UniqueConstraint("ask_id", name=op.f("uq_window_answer_ask_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["windows"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["windows"])
    op.drop_table("window_answer")
    op.drop_table("window_ask")
    for table, name in reversed(COLUMNS):
        op.drop_column(table, name)
