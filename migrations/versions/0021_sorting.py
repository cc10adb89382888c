"""People are sorted and found by their folded names, and what hangs on a name follows it by key."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers import search
from pitchdeck.base.triggers.catalogue import CATALOGUE
from pitchdeck.base.triggers.sorting import sort_key

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

FOLLOWING = ("search_unit_changed", "search_person_changed", "search_goal_changed", "search_measure_changed")


def upgrade() -> None:
    op.add_column("person", sa.Column("sort_key", db.Text(), nullable=False, server_default=""))
    op.execute(f"UPDATE person SET sort_key = {sort_key('person', op.get_bind().dialect.name)}")  # noqa: S608  # our own literals
    op.create_index("ix_person_sort", "person", ["sort_key", "id"])
    triggers.create(op.get_bind(), CATALOGUE["sorting"])
    made = tuple(each for each in search.SEARCH if each.name in FOLLOWING)
    triggers.drop(op.get_bind(), made)
    triggers.create(op.get_bind(), made)


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["sorting"])
    op.drop_index("ix_person_sort", "person")
    op.drop_column("person", "sort_key")
