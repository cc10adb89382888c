"""A draft keeps the comparison of engagement models that it used."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("draft", sa.Column("comparison", db.Json()))


def downgrade() -> None:
    op.drop_column("draft", "comparison")
