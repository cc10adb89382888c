"""Advance commitments: money of a later year, promised before its fund opens."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.advances import commitments
from pitchdeck.base.triggers.catalogue import CATALOGUE
from pitchdeck.base.triggers.segregation import commitments as before

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "advance",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("purse_id", db.Id(), nullable=False),
        sa.Column("unit_id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column("fiscal_year", db.Whole(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_advance_positive")),
        *(_key("advance", owner) for owner in ("purse", "unit", "pitch", "revision")),
        *_hands("advance"),
        sa.UniqueConstraint("key", name=op.f("uq_advance_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_advance_pitch", "advance", ["pitch_id", "id"], unique=False)
    op.create_index("ix_advance_unit", "advance", ["unit_id", "fiscal_year", "id"], unique=False)
    op.create_index("ix_advance_by", "advance", ["by_id"], unique=False)
    op.create_table(
        "advance_approval",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("advance_id", db.Id(), nullable=False),
        sa.Column("review_id", db.Id(), nullable=False),
        sa.Column("kept", db.Minor(), nullable=False),
        sa.Column("freed", db.Minor(), nullable=False),
        sa.CheckConstraint("kept > 0 AND freed >= 0", name=op.f("ck_advance_approval_amounts")),
        *(_key("advance_approval", owner) for owner in ("advance", "review")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advance_approval")),
        sa.UniqueConstraint("advance_id", name=op.f("uq_advance_approval_advance_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_advance_approval_review", "advance_approval", ["review_id"], unique=False)
    op.create_table(
        "advance_end",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("advance_id", db.Id(), nullable=False),
        sa.Column("outcome", db.Choice("freed", "served"), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("commitment_key", db.Text(), nullable=True),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_advance_end_positive")),
        sa.CheckConstraint(
            "(outcome = 'served') = (commitment_key IS NOT NULL)", name=op.f("ck_advance_end_served_by")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_advance_end_reason")),
        _key("advance_end", "advance"),
        *_hands("advance_end"),
        sa.UniqueConstraint("advance_id", name=op.f("uq_advance_end_advance_id")),
        sa.UniqueConstraint("commitment_key", name=op.f("uq_advance_end_commitment_key")),
        sqlite_strict=True,
    )
    op.add_column("transfer", sa.Column("advance_id", db.Id(), nullable=True))
    reserved, ahead = sa.text("verb = 'reserve' AND from_kind = 'coming'"), sa.text("advance_id IS NOT NULL")
    op.create_index(
        "uq_transfer_advance_reserved",
        "transfer",
        ["advance_id"],
        unique=True,
        sqlite_where=reserved,
        postgresql_where=reserved,
    )
    op.create_index(
        "ix_transfer_advance",
        "transfer",
        ["advance_id"],
        unique=False,
        sqlite_where=ahead,
        postgresql_where=ahead,
    )
    triggers.create(op.get_bind(), CATALOGUE["advances"])
    triggers.drop(op.get_bind(), [before()])
    triggers.create(op.get_bind(), [commitments()])


def _key(table: str, owner: str) -> sa.schema.Constraint:
    return sa.ForeignKeyConstraint([f"{owner}_id"], [f"{owner}.id"], name=op.f(f"fk_{table}_{owner}_id"))


def _hands(table: str) -> list[sa.schema.Constraint]:
    """Who did it, and in whose place."""
    return [
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f(f"fk_{table}_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f(f"fk_{table}_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    triggers.drop(op.get_bind(), [commitments()])
    triggers.create(op.get_bind(), [before()])
    triggers.drop(op.get_bind(), CATALOGUE["advances"])
    op.drop_index("ix_transfer_advance", table_name="transfer")
    op.drop_index("uq_transfer_advance_reserved", table_name="transfer")
    op.drop_column("transfer", "advance_id")
    op.drop_table("advance_end")
    op.drop_table("advance_approval")
    op.drop_table("advance")
