"""The one-time code that opens the set-up page of an empty database."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "setup_code",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("code_hash", db.Text(), nullable=False),
        sa.Column("made_at", db.Instant(), nullable=False),
        sa.Column("used_at", db.Instant(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_setup_code_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setup_code")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("setup_code")
