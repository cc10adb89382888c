"""Promises in the cut list of a shortfall, and what is cut of them."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE
from pitchdeck.base.triggers.losses import REPLACED

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "promise_line",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("list_id", db.Id(), nullable=False),
        sa.Column("position", db.Whole(), nullable=False),
        sa.Column("advance_id", db.Id(), nullable=False),
        sa.Column("available", db.Minor(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.CheckConstraint(
            "amount >= 0 AND amount <= available AND available > 0", name=op.f("ck_promise_line_amounts")
        ),
        sa.ForeignKeyConstraint(["list_id"], ["shortfall_list.id"], name=op.f("fk_promise_line_list_id")),
        sa.ForeignKeyConstraint(["advance_id"], ["advance.id"], name=op.f("fk_promise_line_advance_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_line")),
        sa.UniqueConstraint("list_id", "position", name=op.f("uq_promise_line_list_id_position")),
        sa.UniqueConstraint("list_id", "advance_id", name=op.f("uq_promise_line_list_id_advance_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "advance_cut",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("advance_id", db.Id(), nullable=False),
        sa.Column("shortfall_id", db.Id(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_advance_cut_positive")),
        sa.ForeignKeyConstraint(["advance_id"], ["advance.id"], name=op.f("fk_advance_cut_advance_id")),
        sa.ForeignKeyConstraint(["shortfall_id"], ["shortfall.id"], name=op.f("fk_advance_cut_shortfall_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advance_cut")),
        sa.UniqueConstraint(
            "advance_id", "shortfall_id", name=op.f("uq_advance_cut_advance_id_shortfall_id")
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_advance_cut_shortfall", "advance_cut", ["shortfall_id"], unique=False)
    triggers.create(op.get_bind(), CATALOGUE["losses"])
    triggers.drop(op.get_bind(), [before for before, _after in REPLACED])
    triggers.create(op.get_bind(), [after for _before, after in REPLACED])


def downgrade() -> None:
    triggers.drop(op.get_bind(), [after for _before, after in REPLACED])
    triggers.create(op.get_bind(), [before for before, _after in REPLACED])
    triggers.drop(op.get_bind(), CATALOGUE["losses"])
    op.drop_table("advance_cut")
    op.drop_table("promise_line")
