"""The accounts' list of a month beside our own documents."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

DONE = (("by_id", "person"), ("deputy_id", "person"))


def _keys(table: str, *columns: tuple[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, target in columns
    ]


def upgrade() -> None:
    op.create_table(
        "erp_export",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("month_on", db.Day(), nullable=False),
        sa.Column("digest", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        *_keys("erp_export", *DONE),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erp_export")),
        sa.UniqueConstraint("month_on", "digest", name=op.f("uq_erp_export_month_on_digest")),
        sqlite_strict=True,
    )
    op.create_table(
        "erp_line",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("export_id", db.Id(), nullable=False),
        sa.Column("row_no", db.Whole(), nullable=False),
        sa.Column("erp_code", db.Text(), nullable=False),
        sa.Column("reference", db.Text(), nullable=False),
        sa.Column("document_on", db.Day(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.CheckConstraint("amount <> 0 AND reference <> ''", name=op.f("ck_erp_line_says_something")),
        *_keys("erp_line", ("export_id", "erp_export")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erp_line")),
        sa.UniqueConstraint("key", name=op.f("uq_erp_line_key")),
        sa.UniqueConstraint("export_id", "row_no", name=op.f("uq_erp_line_export_id_row_no")),
        sqlite_strict=True,
    )
    op.create_table(
        "erp_match",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("line_id", db.Id(), nullable=False),
        sa.Column("actual_id", db.Id(), nullable=True),
        sa.Column("credit_note_id", db.Id(), nullable=True),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint(
            "(actual_id IS NULL) <> (credit_note_id IS NULL)", name=op.f("ck_erp_match_one_document")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_erp_match_reason")),
        *_keys(
            "erp_match",
            ("line_id", "erp_line"),
            ("actual_id", "actual"),
            ("credit_note_id", "credit_note"),
            *DONE,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erp_match")),
        sa.UniqueConstraint("line_id", name=op.f("uq_erp_match_line_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_erp_match_actual", "erp_match", ["actual_id"], unique=False)
    triggers.create(op.get_bind(), CATALOGUE["erp"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["erp"])
    op.drop_table("erp_match")
    op.drop_table("erp_line")
    op.drop_table("erp_export")
