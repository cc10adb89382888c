"""The end of an approved promise that its investor asks for and finance agrees to."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers import cancellations, losses
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def _hand(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    """Who did it, and when."""
    return (
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f(f"fk_{table}_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f(f"fk_{table}_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    op.create_table(
        "cancellation",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("advance_id", db.Id(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        *_hand("cancellation"),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_cancellation_reason")),
        sa.ForeignKeyConstraint(["advance_id"], ["advance.id"], name=op.f("fk_cancellation_advance_id")),
        sa.UniqueConstraint("key", name=op.f("uq_cancellation_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_cancellation_advance", "cancellation", ["advance_id", "id"], unique=False)
    op.create_table(
        "cancellation_answer",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("cancellation_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("confirmed", "declined"), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        *_hand("cancellation_answer"),
        sa.CheckConstraint(
            "verdict = 'confirmed' OR reason <> ''", name=op.f("ck_cancellation_answer_reason")
        ),
        sa.ForeignKeyConstraint(
            ["cancellation_id"], ["cancellation.id"], name=op.f("fk_cancellation_answer_cancellation_id")
        ),
        sa.UniqueConstraint("cancellation_id", name=op.f("uq_cancellation_answer_cancellation_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["cancellations"])
    triggers.drop(op.get_bind(), [losses.promise_ends()])
    triggers.create(op.get_bind(), [cancellations.promise_ends()])


def downgrade() -> None:
    triggers.drop(op.get_bind(), [cancellations.promise_ends()])
    triggers.create(op.get_bind(), [losses.promise_ends()])
    triggers.drop(op.get_bind(), CATALOGUE["cancellations"])
    op.drop_table("cancellation_answer")
    op.drop_table("cancellation")
