"""A large tranche is asked for by one person of finance and released by another."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "release_request",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("tranche_id", db.Id(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_release_request_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_release_request_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_release_request_deputy_id")),
        sa.ForeignKeyConstraint(["tranche_id"], ["tranche.id"], name=op.f("fk_release_request_tranche_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_request")),
        sa.UniqueConstraint("tranche_id", name=op.f("uq_release_request_tranche_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["second_releases"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["second_releases"])
    op.drop_table("release_request")
