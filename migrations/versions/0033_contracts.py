"""Contracts with vendors, and which document moved which money."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contract",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("investment_id", db.Id(), nullable=False),
        sa.Column("reference", db.Text(), nullable=False),
        sa.Column("vendor", db.Text(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("fiscal_year", db.Whole(), nullable=False),
        sa.Column("ends_on", db.Day(), nullable=False),
        sa.Column("erp_code", db.Text(), nullable=False),
        sa.Column("note", db.Text(), nullable=False),
        sa.Column("reported_by_id", db.Id(), nullable=False),
        sa.Column("reported_deputy_id", db.Id(), nullable=True),
        sa.Column("reported_at", db.Instant(), nullable=False),
        sa.Column("confirmed_by_id", db.Id(), nullable=True),
        sa.Column("confirmed_deputy_id", db.Id(), nullable=True),
        sa.Column("confirmed_at", db.Instant(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_contract_positive")),
        sa.CheckConstraint("reference <> '' AND vendor <> ''", name=op.f("ck_contract_words")),
        sa.CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name=op.f("ck_contract_confirmed")
        ),
        sa.CheckConstraint("confirmed_by_id <> reported_by_id", name=op.f("ck_contract_second_person")),
        sa.ForeignKeyConstraint(["investment_id"], ["investment.id"], name=op.f("fk_contract_investment_id")),
        *(
            sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_contract_{column}"))
            for column in ("reported_by_id", "reported_deputy_id", "confirmed_by_id", "confirmed_deputy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
        sa.UniqueConstraint("key", name=op.f("uq_contract_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_contract_investment", "contract", ["investment_id", "id"], unique=False)
    op.create_table(
        "contract_end",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("contract_id", db.Id(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_contract_end_amount")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_contract_end_reason")),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_contract_end_contract_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_contract_end_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_contract_end_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_end")),
        sa.UniqueConstraint("contract_id", name=op.f("uq_contract_end_contract_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "posting",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("transfer_id", db.Id(), nullable=False),
        sa.Column("contract_id", db.Id(), nullable=True),
        sa.Column("actual_id", db.Id(), nullable=True),
        sa.ForeignKeyConstraint(["transfer_id"], ["transfer.id"], name=op.f("fk_posting_transfer_id")),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_posting_contract_id")),
        sa.ForeignKeyConstraint(["actual_id"], ["actual.id"], name=op.f("fk_posting_actual_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
        sa.UniqueConstraint("transfer_id", name=op.f("uq_posting_transfer_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_posting_contract", "posting", ["contract_id", "id"], unique=False)
    op.create_index("ix_posting_actual", "posting", ["actual_id"], unique=False)
    dialect = op.get_bind().dialect
    stored = db.Id().dialect_impl(dialect).compile(dialect)
    op.execute(
        f"ALTER TABLE actual ADD COLUMN contract_id {stored}"
        " CONSTRAINT fk_actual_contract_id REFERENCES contract (id)"
    )
    triggers.create(op.get_bind(), CATALOGUE["contracts"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), reversed(CATALOGUE["contracts"]))
    op.drop_column("actual", "contract_id")
    op.drop_table("posting")
    op.drop_table("contract_end")
    op.drop_table("contract")
