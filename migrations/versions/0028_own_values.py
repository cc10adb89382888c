"""A measure says from which of finance's values its own was taken, or that it was not."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("measure", sa.Column("standard_key", db.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("measure", "standard_key")
