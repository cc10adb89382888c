"""What teams have of hours by quarter, and what revisions need of them."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "team_capacity",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("unit_id", db.Id(), nullable=False),
        sa.Column("quarter_on", db.Day(), nullable=False),
        sa.Column("hours", db.Real(), nullable=False),
        sa.Column("source", db.Text(), nullable=False),
        sa.Column("set_by_id", db.Id(), nullable=False),
        sa.Column("set_at", db.Instant(), nullable=False),
        sa.CheckConstraint("source <> ''", name=op.f("ck_team_capacity_source")),
        sa.CheckConstraint("hours >= 0 AND hours <= 10000000", name=op.f("ck_team_capacity_hours")),
        sa.ForeignKeyConstraint(["set_by_id"], ["person.id"], name=op.f("fk_team_capacity_set_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_team_capacity_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_capacity")),
        sa.UniqueConstraint("key", name=op.f("uq_team_capacity_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_team_capacity_unit", "team_capacity", ["unit_id", "quarter_on", "id"], unique=False)
    op.create_table(
        "revision_hours",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column("unit_id", db.Id(), nullable=False),
        sa.Column("team", db.Choice("participants", "development", "supervision"), nullable=False),
        sa.Column("start_on", db.Day(), nullable=False),
        sa.Column("month_no", db.Whole(), nullable=False),
        sa.Column("hours", db.Real(), nullable=False),
        sa.CheckConstraint("hours > 0", name=op.f("ck_revision_hours_hours")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_revision_hours_revision_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_revision_hours_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_hours")),
        sa.UniqueConstraint(
            "revision_id", "team", "month_no", name=op.f("uq_revision_hours_revision_id_team_month_no")
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_revision_hours_unit", "revision_hours", ["unit_id", "team"], unique=False)
    triggers.create(op.get_bind(), CATALOGUE["capacity"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["capacity"])
    op.drop_table("revision_hours")
    op.drop_table("team_capacity")
