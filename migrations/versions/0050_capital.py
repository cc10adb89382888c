"""What a revision asks by line of cost, and which lines finance marked as capex."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ask_line",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column("fiscal_year", db.Whole(), nullable=False),
        sa.Column("position", db.Whole(), nullable=False),
        sa.Column("line", db.Text(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_ask_line_amount")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_ask_line_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask_line")),
        sa.UniqueConstraint(
            "revision_id",
            "fiscal_year",
            "position",
            name=op.f("uq_ask_line_revision_id_fiscal_year_position"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "capex_mark",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column("line", db.Text(), nullable=False),
        sa.Column("label", db.Text(), nullable=False),
        sa.Column("nature", db.Choice("opex", "capex"), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("line <> '' AND label <> ''", name=op.f("ck_capex_mark_words")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_capex_mark_reason")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_capex_mark_pitch_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_capex_mark_revision_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_capex_mark_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_capex_mark_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capex_mark")),
        sqlite_strict=True,
    )
    op.create_index("ix_capex_mark_pitch", "capex_mark", ["pitch_id", "line", "id"], unique=False)
    triggers.create(op.get_bind(), CATALOGUE["capital"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["capital"])
    op.drop_table("capex_mark")
    op.drop_table("ask_line")
