"""The organisation's look, its own defaults and values of a unit, the templates that it does not offer."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "logo",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("digest", db.Text(), nullable=False),
        sa.Column("png", db.Text(), nullable=False),
        sa.Column("width", db.Whole(), nullable=False),
        sa.Column("height", db.Whole(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("ck_logo_size")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_logo_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logo")),
        sa.UniqueConstraint("digest", name=op.f("uq_logo_digest")),
        sqlite_strict=True,
    )
    op.create_table(
        "standard_value",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("name", db.Text(), nullable=False),
        sa.Column("unit", db.Text(), nullable=False),
        sa.Column("value_minor", db.Minor(), nullable=False),
        sa.Column("source", db.Text(), nullable=False),
        sa.Column("dated_on", db.Day(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("value_minor > 0", name=op.f("ck_standard_value_positive")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_standard_value_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_value")),
        sa.UniqueConstraint("key", name=op.f("uq_standard_value_key")),
        sqlite_strict=True,
    )
    for name in ("logo", "accent"):
        op.add_column("organisation", sa.Column(name, db.Text()))
    dialect = op.get_bind().dialect
    text = db.Text().dialect_impl(dialect).compile(dialect)
    op.execute(
        f"ALTER TABLE organisation ADD COLUMN accent_dark {text} "
        "CONSTRAINT ck_organisation_accents CHECK ((accent IS NULL) = (accent_dark IS NULL))"
    )
    for name, first in (("defaults", "{}"), ("templates_off", "[]")):
        op.execute(f"ALTER TABLE organisation ADD COLUMN {name} {text} NOT NULL DEFAULT '{first}'")
    triggers.create(op.get_bind(), CATALOGUE["look"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["look"])
    for name in ("templates_off", "defaults", "accent_dark", "accent", "logo"):
        op.execute(f"ALTER TABLE organisation DROP COLUMN {name}")
    op.drop_table("standard_value")
    op.drop_table("logo")
