"""Credit notes of invoices, and accruals of what was delivered and not invoiced."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

DONE = (("by_id", "person"), ("deputy_id", "person"))


def _keys(table: str, *columns: tuple[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, target in columns
    ]


def _once(table: str, *columns: str) -> list[sa.UniqueConstraint]:
    return [sa.UniqueConstraint(column, name=op.f(f"uq_{table}_{column}")) for column in columns]


def upgrade() -> None:
    op.create_table(
        "credit_note",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("actual_id", db.Id(), nullable=False),
        sa.Column("reference", db.Text(), nullable=False),
        sa.Column("document_on", db.Day(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("over", db.Minor(), nullable=False),
        sa.Column("loose", db.Minor(), nullable=False),
        sa.Column("drawn", db.Minor(), nullable=False),
        sa.Column("transfer_id", db.Id(), nullable=True),
        sa.Column("drawn_transfer_id", db.Id(), nullable=True),
        sa.Column("reverses_id", db.Id(), nullable=True),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("amount > 0 AND amount = over + loose + drawn", name=op.f("ck_credit_note_parts")),
        sa.CheckConstraint("over >= 0 AND loose >= 0 AND drawn >= 0", name=op.f("ck_credit_note_positive")),
        sa.CheckConstraint("(loose > 0) = (transfer_id IS NOT NULL)", name=op.f("ck_credit_note_loose")),
        sa.CheckConstraint(
            "(drawn > 0) = (drawn_transfer_id IS NOT NULL)", name=op.f("ck_credit_note_drawn")
        ),
        sa.CheckConstraint("reference <> '' AND reason <> ''", name=op.f("ck_credit_note_words")),
        *_keys(
            "credit_note",
            ("actual_id", "actual"),
            ("transfer_id", "transfer"),
            ("drawn_transfer_id", "transfer"),
            ("reverses_id", "credit_note"),
            *DONE,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit_note")),
        *_once("credit_note", "key", "reverses_id", "transfer_id", "drawn_transfer_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_credit_note_actual", "credit_note", ["actual_id", "id"], unique=False)
    op.create_table(
        "accrual",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("investment_id", db.Id(), nullable=False),
        sa.Column("contract_id", db.Id(), nullable=True),
        sa.Column("dated_on", db.Day(), nullable=False),
        sa.Column("category", db.Text(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("note", db.Text(), nullable=False),
        sa.Column("transfer_id", db.Id(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_accrual_positive")),
        sa.CheckConstraint("note <> ''", name=op.f("ck_accrual_words")),
        *_keys(
            "accrual",
            ("investment_id", "investment"),
            ("contract_id", "contract"),
            ("transfer_id", "transfer"),
            *DONE,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accrual")),
        *_once("accrual", "key", "transfer_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_accrual_investment", "accrual", ["investment_id", "id"], unique=False)
    op.create_table(
        "accrual_end",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("accrual_id", db.Id(), nullable=False),
        sa.Column("actual_id", db.Id(), nullable=True),
        sa.Column("transfer_id", db.Id(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_accrual_end_reason")),
        *_keys(
            "accrual_end",
            ("accrual_id", "accrual"),
            ("actual_id", "actual"),
            ("transfer_id", "transfer"),
            *DONE,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accrual_end")),
        *_once("accrual_end", "accrual_id", "transfer_id"),
        sqlite_strict=True,
    )
    dialect = op.get_bind().dialect
    stored = db.Id().dialect_impl(dialect).compile(dialect)
    op.execute(
        f"ALTER TABLE actual ADD COLUMN accrual_id {stored}"
        " CONSTRAINT fk_actual_accrual_id REFERENCES accrual (id)"
    )
    triggers.create(op.get_bind(), CATALOGUE["documents"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), reversed(CATALOGUE["documents"]))
    op.drop_column("actual", "accrual_id")
    op.drop_table("accrual_end")
    op.drop_table("accrual")
    op.drop_table("credit_note")
