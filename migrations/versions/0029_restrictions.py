"""Funds are opex or capex and may be for some goals and categories of cost; asks are kept by category."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    dialect = op.get_bind().dialect
    text = db.Text().dialect_impl(dialect).compile(dialect)
    op.execute(
        f"ALTER TABLE fund ADD COLUMN nature {text} NOT NULL DEFAULT 'opex'"
        " CONSTRAINT ck_fund_nature_word CHECK (nature IN ('opex', 'capex'))"
    )
    op.create_table(
        "fund_goal",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("fund_id", db.Id(), nullable=False),
        sa.Column("goal_id", db.Id(), nullable=False),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_fund_goal_fund_id")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_fund_goal_goal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_goal")),
        sa.UniqueConstraint("fund_id", "goal_id", name=op.f("uq_fund_goal_fund_id_goal_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "fund_category",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("fund_id", db.Id(), nullable=False),
        sa.Column("category", db.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_fund_category_fund_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_category")),
        sa.UniqueConstraint("fund_id", "category", name=op.f("uq_fund_category_fund_id_category")),
        sqlite_strict=True,
    )
    op.create_table(
        "ask_category",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column("fiscal_year", db.Whole(), nullable=False),
        sa.Column("category", db.Text(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_ask_category_amount")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_ask_category_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask_category")),
        sa.UniqueConstraint(
            "revision_id",
            "fiscal_year",
            "category",
            name=op.f("uq_ask_category_revision_id_fiscal_year_category"),
        ),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["restrictions"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["restrictions"])
    for table in ("ask_category", "fund_category", "fund_goal"):
        op.drop_table(table)
    op.execute("ALTER TABLE fund DROP COLUMN nature")
