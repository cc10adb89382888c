"""Rolling rounds: without stages, one open per unit and fiscal year."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE
from pitchdeck.base.triggers.extended import extensions
from pitchdeck.base.triggers.opened import frozen_panel
from pitchdeck.base.triggers.states import PITCH, ROUND, legal_states

REPLACED = (legal_states("round", ROUND), legal_states("pitch", PITCH), frozen_panel(), extensions())
"""Rules that knew rounds with stages only."""
OPEN = sa.text("kind = 'rolling' AND state = 'funding'")

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "uq_round_rolling",
        "round",
        ["unit_id", "fiscal_year"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    triggers.drop(op.get_bind(), REPLACED)
    triggers.create(op.get_bind(), REPLACED)
    triggers.create(op.get_bind(), CATALOGUE["rolling"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["rolling"])
    op.drop_index("uq_round_rolling", "round")
