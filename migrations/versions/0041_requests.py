"""Investors ask the owner of a fund for money of it."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "purse_request",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("fund_id", db.Id(), nullable=False),
        sa.Column("round_id", db.Id(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_purse_request_positive")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_purse_request_reason")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_purse_request_fund_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_purse_request_round_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_purse_request_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_purse_request_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purse_request")),
        sa.UniqueConstraint("key", name=op.f("uq_purse_request_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_purse_request_fund", "purse_request", ["fund_id", "id"], unique=False)
    op.create_index("ix_purse_request_by", "purse_request", ["by_id", "id"], unique=False)
    op.create_table(
        "purse_answer",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("request_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("granted", "declined"), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint(
            "(verdict = 'granted') = (amount > 0) AND amount >= 0", name=op.f("ck_purse_answer_granted")
        ),
        sa.CheckConstraint("verdict = 'granted' OR reason <> ''", name=op.f("ck_purse_answer_reason")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["purse_request.id"], name=op.f("fk_purse_answer_request_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_purse_answer_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_purse_answer_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purse_answer")),
        sa.UniqueConstraint("request_id", name=op.f("uq_purse_answer_request_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["requests"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["requests"])
    op.drop_table("purse_answer")
    op.drop_table("purse_request")
