"""Lines that differ by tier, options beside the pitch, and what is worth having without a value in money."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COLUMNS = (
    ("cost_line", "tiers", "{}"),
    ("benefit_line", "tiers", "{}"),
    ("draft", "options", "[]"),
    ("draft", "intangibles", "[]"),
)


def upgrade() -> None:
    for table, name, empty in COLUMNS:
        op.add_column(table, sa.Column(name, db.Json(), nullable=False, server_default=sa.text(f"'{empty}'")))


def downgrade() -> None:
    for table, name, _empty in reversed(COLUMNS):
        op.drop_column(table, name)
