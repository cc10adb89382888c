"""What an investor ties their money to, and the presenter's answer."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "commitment_condition",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("commitment_id", db.Id(), nullable=False),
        sa.Column("words", db.Text(), nullable=False),
        sa.CheckConstraint("LENGTH(words) BETWEEN 1 AND 200", name=op.f("ck_commitment_condition_words")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_commitment_condition_commitment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_condition")),
        sa.UniqueConstraint("commitment_id", name=op.f("uq_commitment_condition_commitment_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "condition_answer",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("condition_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("accepted", "declined"), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_condition_answer_by_id")),
        sa.ForeignKeyConstraint(
            ["condition_id"], ["commitment_condition.id"], name=op.f("fk_condition_answer_condition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition_answer")),
        sa.UniqueConstraint("condition_id", name=op.f("uq_condition_answer_condition_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["conditions"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["conditions"])
    op.drop_table("condition_answer")
    op.drop_table("commitment_condition")
