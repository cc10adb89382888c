"""Vendors, and their prices with validity."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vendor",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("name", db.Text(), nullable=False),
        sa.Column("offers", db.Text(), nullable=False),
        sa.Column("contact", db.Text(), nullable=False),
        sa.Column("added_by_id", db.Id(), nullable=False),
        sa.Column("added_at", db.Instant(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_vendor_named")),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_vendor_added_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor")),
        sa.UniqueConstraint("key", name=op.f("uq_vendor_key")),
        sa.UniqueConstraint("name", name=op.f("uq_vendor_name")),
        sqlite_strict=True,
    )
    op.create_table(
        "vendor_end",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("vendor_id", db.Id(), nullable=False),
        sa.Column("ended_on", db.Day(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_vendor_end_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_vendor_end_by_id")),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_vendor_end_vendor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_end")),
        sa.UniqueConstraint("vendor_id", name=op.f("uq_vendor_end_vendor_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "rate_card",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("vendor_id", db.Id(), nullable=False),
        sa.Column(
            "engagement",
            db.Choice("project_outsourcing", "retainer", "time_and_materials", "staff_augmentation"),
            nullable=False,
        ),
        sa.Column("role", db.Text(), nullable=False),
        sa.Column("unit", db.Choice("hour", "day", "month", "fixed", "finished_hour"), nullable=False),
        sa.Column("amount_minor", db.Minor(), nullable=False),
        sa.Column("hours_included", db.Real(), nullable=True),
        sa.Column("overage_minor", db.Minor(), nullable=True),
        sa.Column("expenses", db.Real(), nullable=False),
        sa.Column("valid_from", db.Day(), nullable=False),
        sa.Column("valid_to", db.Day(), nullable=True),
        sa.Column("source", db.Text(), nullable=False),
        sa.Column("added_by_id", db.Id(), nullable=False),
        sa.Column("added_at", db.Instant(), nullable=False),
        sa.CheckConstraint(
            "(engagement = 'project_outsourcing' AND unit IN ('finished_hour', 'fixed')) OR (engagement = 'retainer' AND unit = 'month') OR (engagement = 'time_and_materials' AND unit IN ('hour', 'day')) OR (engagement = 'staff_augmentation' AND unit IN ('day', 'month'))",
            name=op.f("ck_rate_card_unit_of_its_model"),
        ),
        sa.CheckConstraint(
            "(engagement = 'retainer') = (hours_included IS NOT NULL) AND (engagement = 'retainer') = (overage_minor IS NOT NULL)",
            name=op.f("ck_rate_card_hours_of_a_retainer"),
        ),
        sa.CheckConstraint("role <> ''", name=op.f("ck_rate_card_role")),
        sa.CheckConstraint("source <> ''", name=op.f("ck_rate_card_source")),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_rate_card_amount")),
        sa.CheckConstraint("expenses >= 0 AND expenses <= 5", name=op.f("ck_rate_card_expenses")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_rate_card_validity")),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_rate_card_added_by_id")),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_rate_card_vendor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_card")),
        sa.UniqueConstraint("key", name=op.f("uq_rate_card_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_rate_card_vendor", "rate_card", ["vendor_id", "id"], unique=False)
    op.create_table(
        "rate_card_end",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("rate_card_id", db.Id(), nullable=False),
        sa.Column("ended_on", db.Day(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_rate_card_end_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_rate_card_end_by_id")),
        sa.ForeignKeyConstraint(
            ["rate_card_id"], ["rate_card.id"], name=op.f("fk_rate_card_end_rate_card_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_card_end")),
        sa.UniqueConstraint("rate_card_id", name=op.f("uq_rate_card_end_rate_card_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["vendors"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["vendors"])
    op.drop_table("rate_card_end")
    op.drop_table("rate_card")
    op.drop_table("vendor_end")
    op.drop_table("vendor")
