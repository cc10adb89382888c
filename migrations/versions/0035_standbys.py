"""Who would commit if there were room, and how that ended."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "standby",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("purse_id", db.Id(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_standby_positive")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_standby_by_id")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_standby_pitch_id")),
        sa.ForeignKeyConstraint(["purse_id"], ["purse.id"], name=op.f("fk_standby_purse_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standby")),
        sa.UniqueConstraint("key", name=op.f("uq_standby_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_standby_pitch", "standby", ["pitch_id", "id"], unique=False)
    op.create_table(
        "standby_end",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("standby_id", db.Id(), nullable=False),
        sa.Column("outcome", db.Choice("told", "left"), nullable=False),
        sa.Column("room", db.Minor(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'told' AND room > 0) OR (outcome = 'left' AND room = 0)",
            name=op.f("ck_standby_end_room"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_standby_end_by_id")),
        sa.ForeignKeyConstraint(["standby_id"], ["standby.id"], name=op.f("fk_standby_end_standby_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standby_end")),
        sa.UniqueConstraint("standby_id", name=op.f("uq_standby_end_standby_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["standbys"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["standbys"])
    op.drop_table("standby_end")
    op.drop_index("ix_standby_pitch", "standby")
    op.drop_table("standby")
