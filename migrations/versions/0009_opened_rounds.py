"""An opened round keeps its rules, its criteria and its panel."""

from alembic import op

from pitchdeck.base import triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    triggers.create(op.get_bind(), CATALOGUE["opened_rounds"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["opened_rounds"])
