"""More money for a funded pitch: asked for, committed, approved, and overruns settled with it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE
from pitchdeck.base.triggers.supplements import BEFORE, commitments

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

TABLES = ("overrun_settlement", "supplement_tranche", "supplement_end", "supplement")
OF_SUPPLEMENTS = sa.text("supplement_id IS NOT NULL")


def _table(name: str, *parts: sa.Column[Any] | sa.Constraint) -> None:
    keys = [sa.Column("id", db.Id(), nullable=False), *parts]
    op.create_table(name, *keys, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")), sqlite_strict=True)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _hand(table: str) -> tuple[sa.Column[Any] | sa.Constraint, ...]:
    """Who did it, and when."""
    return (
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        _refers(table, "by_id", "person"),
        _refers(table, "deputy_id", "person"),
    )


def upgrade() -> None:
    _table(
        "supplement",
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column("round_id", db.Id(), nullable=False),
        sa.Column("fiscal_year", db.Whole(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("category", db.Text(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("benefit", db.Text(), nullable=False),
        sa.Column("until_on", db.Day(), nullable=False),
        *_hand("supplement"),
        _check("supplement", "positive", "amount > 0"),
        _check("supplement", "words", "category <> '' AND reason <> '' AND benefit <> ''"),
        *(_refers("supplement", f"{owner}_id", owner) for owner in ("pitch", "revision", "round")),
        _unique("supplement", "key"),
    )
    op.create_index("ix_supplement_pitch", "supplement", ["pitch_id", "id"], unique=False)
    op.create_index("ix_supplement_round", "supplement", ["round_id", "id"], unique=False)
    _ends()
    op.add_column("commitment", sa.Column("supplement_id", db.Id(), nullable=True))
    op.create_index(
        "ix_commitment_supplement",
        "commitment",
        ["supplement_id"],
        unique=False,
        sqlite_where=OF_SUPPLEMENTS,
        postgresql_where=OF_SUPPLEMENTS,
    )
    triggers.create(op.get_bind(), CATALOGUE["supplements"])
    triggers.drop(op.get_bind(), BEFORE)
    triggers.create(op.get_bind(), commitments())


def _ends() -> None:
    _table(
        "supplement_end",
        sa.Column("supplement_id", db.Id(), nullable=False),
        sa.Column("outcome", db.Choice("approved", "declined", "withdrawn", "lapsed"), nullable=False),
        sa.Column("revision_hash", db.Text(), nullable=False),
        sa.Column("rule", db.Text(), nullable=False),
        sa.Column("limit_minor", db.Minor(), nullable=True),
        sa.Column("reason", db.Text(), nullable=False),
        *_hand("supplement_end"),
        _check("supplement_end", "approval", "(outcome = 'approved') = (revision_hash <> '' AND rule <> '')"),
        _check("supplement_end", "reason", "outcome = 'approved' OR reason <> ''"),
        _check("supplement_end", "limit_of_approval", "outcome = 'approved' OR limit_minor IS NULL"),
        _refers("supplement_end", "supplement_id", "supplement"),
        _unique("supplement_end", "supplement_id"),
    )
    _table(
        "supplement_tranche",
        sa.Column("tranche_id", db.Id(), nullable=False),
        sa.Column("supplement_id", db.Id(), nullable=False),
        sa.Column("settles", db.Flag(), nullable=False),
        _refers("supplement_tranche", "tranche_id", "tranche"),
        _refers("supplement_tranche", "supplement_id", "supplement"),
        _unique("supplement_tranche", "tranche_id"),
        _unique("supplement_tranche", "supplement_id", "settles"),
    )
    _table(
        "overrun_settlement",
        sa.Column("overrun_id", db.Id(), nullable=False),
        sa.Column("supplement_id", db.Id(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("transfer_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        _check("overrun_settlement", "positive", "amount > 0"),
        *(
            _refers("overrun_settlement", f"{owner}_id", owner)
            for owner in ("overrun", "supplement", "transfer")
        ),
        _unique("overrun_settlement", "transfer_id"),
    )
    op.create_index("ix_overrun_settlement_overrun", "overrun_settlement", ["overrun_id", "id"], unique=False)


def downgrade() -> None:
    triggers.drop(op.get_bind(), commitments())
    triggers.create(op.get_bind(), BEFORE)
    triggers.drop(op.get_bind(), CATALOGUE["supplements"])
    op.drop_index("ix_commitment_supplement", table_name="commitment")
    op.drop_column("commitment", "supplement_id")
    for table in TABLES:
        op.drop_table(table)
