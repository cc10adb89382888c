"""The end of a fiscal year, per fund: what was closed, and what two people re-opened."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE
from pitchdeck.base.triggers.contracts import postings
from pitchdeck.base.triggers.ledger import transfer_explained

REPLACED = (transfer_explained(), postings())
"""Rules that did not foresee that money is carried into another year, and goes back when it is re-opened."""

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fund_close",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("ref", db.Text(), nullable=False),
        sa.Column("fund_id", db.Id(), nullable=False),
        sa.Column("fiscal_year", db.Whole(), nullable=False),
        sa.Column("committed", db.Choice("carry", "lapse"), nullable=False),
        sa.Column("unallotted", db.Choice("lapse", "stay"), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("amounts", db.Json(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        *_keys("fund_close", "fund"),
        sa.UniqueConstraint("ref", name=op.f("uq_fund_close_ref")),
        sqlite_strict=True,
    )
    op.create_index("ix_fund_close_fund", "fund_close", ["fund_id", "fiscal_year", "id"], unique=False)
    op.create_index("ix_fund_close_year", "fund_close", ["fiscal_year"], unique=False)
    op.create_table(
        "reopening",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("close_id", db.Id(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_reopening_reason")),
        sa.ForeignKeyConstraint(["close_id"], ["fund_close.id"], name=op.f("fk_reopening_close_id")),
        *_keys("reopening"),
        sa.UniqueConstraint("key", name=op.f("uq_reopening_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_reopening_close", "reopening", ["close_id"], unique=False)
    op.create_table(
        "reopening_answer",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("reopening_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("confirmed", "refused"), nullable=False),
        sa.Column("returned", db.Json(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        *_keys("reopening_answer", "reopening"),
        sa.UniqueConstraint("reopening_id", name=op.f("uq_reopening_answer_reopening_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["closing"])
    triggers.drop(op.get_bind(), REPLACED)
    triggers.create(op.get_bind(), REPLACED)


def _keys(table: str, *owners: str) -> list[sa.schema.Constraint]:
    """Whose row it is, who did it, and in whose place."""
    return [
        *(
            sa.ForeignKeyConstraint([f"{owner}_id"], [f"{owner}.id"], name=op.f(f"fk_{table}_{owner}_id"))
            for owner in owners
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f(f"fk_{table}_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f(f"fk_{table}_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["closing"])
    op.drop_table("reopening_answer")
    op.drop_table("reopening")
    op.drop_table("fund_close")
