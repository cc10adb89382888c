"""Standard rates."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "standard_rate",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("purpose", db.Choice("participant", "development", "facilitation"), nullable=False),
        sa.Column("name", db.Text(), nullable=False),
        sa.Column("hourly_minor", db.Minor(), nullable=False),
        sa.Column("source", db.Text(), nullable=False),
        sa.Column("dated_on", db.Day(), nullable=False),
        sa.CheckConstraint("hourly_minor > 0", name=op.f("ck_standard_rate_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_rate")),
        sa.UniqueConstraint("key", name=op.f("uq_standard_rate_key")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("standard_rate")
