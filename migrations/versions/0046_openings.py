"""Programmes that ran before pitchdeck, entered at go-live and confirmed by a second person."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

NESTED = (
    "spent >= 0 AND contracted >= 0 AND spent + contracted <= released"
    " AND released <= committed AND committed <= planned AND released > 0"
)
CONTRACT = "(contracted > 0) = (vendor <> '' AND reference <> '' AND ends_on IS NOT NULL)"


def _table(name: str, *parts: sa.Column[Any] | sa.Constraint) -> None:
    keys = [sa.Column("id", db.Id(), nullable=False), *parts]
    op.create_table(name, *keys, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")), sqlite_strict=True)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def upgrade() -> None:
    _table(
        "opening_round",
        sa.Column("round_id", db.Id(), nullable=False),
        _refers("opening_round", "round_id", "round"),
        _unique("opening_round", "round_id"),
    )
    _table(
        "opening",
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("fund_id", db.Id(), nullable=False),
        sa.Column("budget", db.Minor(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        _check("opening", "budget", "budget > 0"),
        _refers("opening", "fund_id", "fund"),
        _refers("opening", "by_id", "person"),
        _refers("opening", "deputy_id", "person"),
        _unique("opening", "key"),
    )
    op.create_index("ix_opening_fund", "opening", ["fund_id", "id"], unique=False)
    _programmes()
    _table(
        "opening_answer",
        sa.Column("opening_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("confirmed", "declined"), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        _check("opening_answer", "reason", "verdict = 'confirmed' OR reason <> ''"),
        _refers("opening_answer", "opening_id", "opening"),
        _refers("opening_answer", "by_id", "person"),
        _unique("opening_answer", "opening_id"),
    )
    _table(
        "opening_pitch",
        sa.Column("programme_id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        _refers("opening_pitch", "programme_id", "opening_programme"),
        _refers("opening_pitch", "pitch_id", "pitch"),
        _unique("opening_pitch", "programme_id"),
        _unique("opening_pitch", "pitch_id"),
    )
    triggers.create(op.get_bind(), CATALOGUE["openings"])


def _programmes() -> None:
    table, money = "opening_programme", ("planned", "planned_next", "planned_third", "committed")
    _table(
        table,
        sa.Column("opening_id", db.Id(), nullable=False),
        sa.Column("position", db.Whole(), nullable=False),
        sa.Column("title", db.Text(), nullable=False),
        sa.Column("unit_id", db.Id(), nullable=False),
        sa.Column("presenter_id", db.Id(), nullable=False),
        sa.Column("measure_id", db.Id(), nullable=False),
        sa.Column("category", db.Text(), nullable=False),
        *(
            sa.Column(name, db.Minor(), nullable=False)
            for name in (*money, "released", "contracted", "spent")
        ),
        sa.Column("vendor", db.Text(), nullable=False),
        sa.Column("reference", db.Text(), nullable=False),
        sa.Column("ends_on", db.Day(), nullable=True),
        sa.Column("benefit", db.Minor(), nullable=True),
        _check(table, "title", "title <> ''"),
        _check(table, "later", "planned_next >= 0 AND planned_third >= 0"),
        _check(table, "nested", NESTED),
        _check(table, "contract", CONTRACT),
        _check(table, "benefit", "benefit IS NULL OR benefit > 0"),
        _refers(table, "opening_id", "opening"),
        _refers(table, "unit_id", "unit"),
        _refers(table, "presenter_id", "person"),
        _refers(table, "measure_id", "measure"),
        _unique(table, "opening_id", "position"),
    )


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["openings"])
    for table in ("opening_pitch", "opening_answer", "opening_programme", "opening", "opening_round"):
        op.drop_table(table)
