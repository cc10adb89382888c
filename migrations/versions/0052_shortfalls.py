"""A fund that lacks money: a ranked cut list, confirmed by its owner and finance."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

TABLES = (
    "tranche_cut",
    "shortfall_end",
    "shortfall_consent",
    "shortfall_line",
    "shortfall_list",
    "shortfall",
)
WHOSE = (
    "(kind = 'fund' AND purse_id IS NULL AND commitment_id IS NULL)"
    " OR (kind = 'purse' AND purse_id IS NOT NULL AND commitment_id IS NULL)"
    " OR (kind IN ('reserved', 'committed', 'released') AND purse_id IS NULL"
    " AND commitment_id IS NOT NULL)"
)


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
        "shortfall",
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("fund_id", db.Id(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("document", db.Text(), nullable=False),
        sa.Column("cuts_budget", db.Flag(), nullable=False),
        *_hand("shortfall"),
        _check("shortfall", "positive", "amount > 0"),
        _check("shortfall", "reason", "reason <> ''"),
        _refers("shortfall", "fund_id", "fund"),
        _unique("shortfall", "key"),
    )
    op.create_index("ix_shortfall_fund", "shortfall", ["fund_id", "id"], unique=False)
    _lists()
    _answers()
    _table(
        "tranche_cut",
        sa.Column("tranche_id", db.Id(), nullable=False),
        sa.Column("shortfall_id", db.Id(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        _check("tranche_cut", "positive", "amount > 0"),
        _refers("tranche_cut", "tranche_id", "tranche"),
        _refers("tranche_cut", "shortfall_id", "shortfall"),
        _unique("tranche_cut", "tranche_id", "shortfall_id"),
    )
    triggers.create(op.get_bind(), CATALOGUE["shortfalls"])


def _lists() -> None:
    _table(
        "shortfall_list",
        sa.Column("shortfall_id", db.Id(), nullable=False),
        sa.Column("number", db.Whole(), nullable=False),
        sa.Column("seal", db.Text(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        *_hand("shortfall_list"),
        _refers("shortfall_list", "shortfall_id", "shortfall"),
        _unique("shortfall_list", "shortfall_id", "number"),
    )
    _table(
        "shortfall_line",
        sa.Column("list_id", db.Id(), nullable=False),
        sa.Column("position", db.Whole(), nullable=False),
        sa.Column("kind", db.Choice("fund", "purse", "reserved", "committed", "released"), nullable=False),
        sa.Column("purse_id", db.Id(), nullable=True),
        sa.Column("commitment_id", db.Id(), nullable=True),
        sa.Column("available", db.Minor(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        _check("shortfall_line", "amounts", "amount >= 0 AND amount <= available AND available > 0"),
        _check("shortfall_line", "whose", WHOSE),
        _refers("shortfall_line", "list_id", "shortfall_list"),
        _refers("shortfall_line", "purse_id", "purse"),
        _refers("shortfall_line", "commitment_id", "commitment"),
        _unique("shortfall_line", "list_id", "position"),
    )


def _answers() -> None:
    _table(
        "shortfall_consent",
        sa.Column("list_id", db.Id(), nullable=False),
        sa.Column("side", db.Choice("owner", "finance"), nullable=False),
        *_hand("shortfall_consent"),
        _refers("shortfall_consent", "list_id", "shortfall_list"),
        _unique("shortfall_consent", "list_id", "side"),
    )
    _table(
        "shortfall_end",
        sa.Column("shortfall_id", db.Id(), nullable=False),
        sa.Column("outcome", db.Choice("carried_out", "dropped"), nullable=False),
        sa.Column("list_id", db.Id(), nullable=True),
        sa.Column("change_id", db.Id(), nullable=True),
        sa.Column("reason", db.Text(), nullable=False),
        *_hand("shortfall_end"),
        _check("shortfall_end", "list", "(outcome = 'carried_out') = (list_id IS NOT NULL)"),
        _check("shortfall_end", "dropped", "outcome = 'carried_out' OR (reason <> '' AND change_id IS NULL)"),
        _refers("shortfall_end", "shortfall_id", "shortfall"),
        _refers("shortfall_end", "list_id", "shortfall_list"),
        _refers("shortfall_end", "change_id", "fund_change"),
        _unique("shortfall_end", "shortfall_id"),
    )


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["shortfalls"])
    for table in TABLES:
        op.drop_table(table)
