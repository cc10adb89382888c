"""Finance approves small pitches ahead, confirmed by a second person."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

TABLES = ("standing_use", "standing_end", "standing_answer", "standing_category", "standing_approval")


def upgrade() -> None:
    op.create_table(
        "standing_approval",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("ref", db.Text(), nullable=False),
        sa.Column("fund_id", db.Id(), nullable=False),
        sa.Column("most_minor", db.Minor(), nullable=False),
        sa.Column("total_minor", db.Minor(), nullable=False),
        sa.Column("valid_from", db.Day(), nullable=False),
        sa.Column("valid_to", db.Day(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        *_done("standing_approval"),
        sa.CheckConstraint(
            "most_minor > 0 AND total_minor >= most_minor", name=op.f("ck_standing_approval_amounts")
        ),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_standing_approval_days")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_standing_approval_reason")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_standing_approval_fund_id")),
        sa.UniqueConstraint("key", name=op.f("uq_standing_approval_key")),
        sa.UniqueConstraint("ref", name=op.f("uq_standing_approval_ref")),
        sqlite_strict=True,
    )
    op.create_index("ix_standing_approval_fund", "standing_approval", ["fund_id", "id"], unique=False)
    op.create_table(
        "standing_category",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("approval_id", db.Id(), nullable=False),
        sa.Column("category", db.Text(), nullable=False),
        _of("standing_category"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_category")),
        sa.UniqueConstraint(
            "approval_id", "category", name=op.f("uq_standing_category_approval_id_category")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "standing_answer",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("approval_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("confirmed", "declined"), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        *_done("standing_answer"),
        sa.CheckConstraint("verdict = 'confirmed' OR reason <> ''", name=op.f("ck_standing_answer_reason")),
        _of("standing_answer"),
        sa.UniqueConstraint("approval_id", name=op.f("uq_standing_answer_approval_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "standing_end",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("approval_id", db.Id(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        *_done("standing_end"),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_standing_end_reason")),
        _of("standing_end"),
        sa.UniqueConstraint("approval_id", name=op.f("uq_standing_end_approval_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "standing_use",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("approval_id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("used_on", db.Day(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_standing_use_positive")),
        _of("standing_use"),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_standing_use_pitch_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_standing_use_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_use")),
        sa.UniqueConstraint("revision_id", name=op.f("uq_standing_use_revision_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_standing_use_approval", "standing_use", ["approval_id", "id"], unique=False)
    triggers.create(op.get_bind(), CATALOGUE["standing"])


def _of(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_approval_id")
    return sa.ForeignKeyConstraint(["approval_id"], ["standing_approval.id"], name=name)


def _done(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    """By whom and when, and the row's own key."""
    return (
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f(f"fk_{table}_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f(f"fk_{table}_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["standing"])
    for table in TABLES:
        op.drop_table(table)
