"""The chair extends the deadline for commitments once, by a row that moves it."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE
from pitchdeck.base.triggers.extended import BEFORE

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "extension",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("round_id", db.Id(), nullable=False),
        sa.Column("was_at", db.Instant(), nullable=False),
        sa.Column("until_at", db.Instant(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("until_at > was_at", name=op.f("ck_extension_later")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_extension_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_extension_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_extension_deputy_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_extension_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
        sa.UniqueConstraint("round_id", name=op.f("uq_extension_round_id")),
        sqlite_strict=True,
    )
    triggers.drop(op.get_bind(), (BEFORE,))
    triggers.create(op.get_bind(), CATALOGUE["extensions"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["extensions"])
    triggers.create(op.get_bind(), (BEFORE,))
    op.drop_table("extension")
