"""The search index, filled with what is there and kept by triggers from then on."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.folding import letters
from pitchdeck.base.triggers.catalogue import CATALOGUE
from pitchdeck.base.triggers.search import filling

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NEAR = (("panel_seat", "person"), ("measure", "owner"), ("purse", "investor"), ("commitment", "by"))
"""Whose rounds, measures, purses and commitments these are: what opens a pitch or an investment to somebody."""


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("kind", db.Choice("unit", "person", "goal", "pitch"), nullable=False),
        sa.Column("row_id", db.Id(), nullable=False),
        sa.Column("own", db.Text(), nullable=False),
        sa.Column("tokens", db.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("kind", "row_id", name=op.f("uq_search_entry_kind_row_id")),
        sqlite_strict=True,
    )
    letter = op.create_table(
        "search_letter",
        sa.Column("letter", db.Text(), nullable=False),
        sa.Column("folded", db.Text(), nullable=False),
        sa.PrimaryKeyConstraint("letter", name=op.f("pk_search_letter")),
        sqlite_strict=True,
    )
    known = [{"letter": each, "folded": folded} for each, folded in letters().items() if each != "\0"]
    op.bulk_insert(letter, known)
    for table, who in NEAR:
        op.create_index(f"ix_{table}_{who}", table, [f"{who}_id"])
    triggers.create(op.get_bind(), CATALOGUE["search"])
    for statement in filling(op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["search"])
    for table, who in reversed(NEAR):
        op.drop_index(f"ix_{table}_{who}", table)
    op.drop_table("search_letter")
    op.drop_table("search_entry")
