"""Funds are raised and cut, and money moves between them, by decisions with a reason."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fund_change",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("from_fund_id", db.Id(), nullable=True),
        sa.Column("to_fund_id", db.Id(), nullable=True),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("needs_second", db.Flag(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_fund_change_positive")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_fund_change_reason")),
        sa.CheckConstraint(
            "from_fund_id IS NOT NULL OR to_fund_id IS NOT NULL", name=op.f("ck_fund_change_of_a_fund")
        ),
        sa.CheckConstraint("from_fund_id <> to_fund_id", name=op.f("ck_fund_change_two_funds")),
        sa.ForeignKeyConstraint(["from_fund_id"], ["fund.id"], name=op.f("fk_fund_change_from_fund_id")),
        sa.ForeignKeyConstraint(["to_fund_id"], ["fund.id"], name=op.f("fk_fund_change_to_fund_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_fund_change_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_fund_change_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_change")),
        sa.UniqueConstraint("key", name=op.f("uq_fund_change_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_fund_change_from", "fund_change", ["from_fund_id"], unique=False)
    op.create_index("ix_fund_change_to", "fund_change", ["to_fund_id"], unique=False)
    op.create_table(
        "fund_change_answer",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("change_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("confirmed", "declined"), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint(
            "verdict = 'confirmed' OR reason <> ''", name=op.f("ck_fund_change_answer_reason")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_fund_change_answer_by_id")),
        sa.ForeignKeyConstraint(
            ["change_id"], ["fund_change.id"], name=op.f("fk_fund_change_answer_change_id")
        ),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_fund_change_answer_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_change_answer")),
        sa.UniqueConstraint("change_id", name=op.f("uq_fund_change_answer_change_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["budgets"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), reversed(CATALOGUE["budgets"]))
    op.drop_table("fund_change_answer")
    op.drop_table("fund_change")
