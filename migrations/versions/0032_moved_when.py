"""The ledger's lines are found by the moment in which they were written."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_transfer_at", "transfer", ["at"])


def downgrade() -> None:
    op.drop_index("ix_transfer_at", table_name="transfer")
