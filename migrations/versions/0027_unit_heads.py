"""Who heads a unit, and how many of its people's hours a pitch may need without asking them."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unit_head",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("unit_id", db.Id(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=True),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_head_unit_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_unit_head_person_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_unit_head_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_head")),
        sqlite_strict=True,
    )
    op.create_index("ix_unit_head_unit", "unit_head", ["unit_id", "id"], unique=False)
    op.create_index("ix_unit_head_person", "unit_head", ["person_id"], unique=False)
    dialect = op.get_bind().dialect
    whole = db.Whole().dialect_impl(dialect).compile(dialect)
    op.execute(
        f"ALTER TABLE organisation ADD COLUMN unit_hours {whole} NOT NULL DEFAULT 40 "
        "CONSTRAINT ck_organisation_unit_hours CHECK (unit_hours >= 0)"
    )
    triggers.create(op.get_bind(), CATALOGUE["heads"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["heads"])
    op.execute("ALTER TABLE organisation DROP COLUMN unit_hours")
    op.drop_table("unit_head")
