"""Gates: how a running programme goes on, decided by the money in it, and a stop that finance signs."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE
from pitchdeck.base.triggers.gates import REPLACED

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

_VERDICTS = ("continue", "conditions", "rescope", "pause", "stop")


def _hand(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    """Who did it, and when."""
    return (
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f(f"fk_{table}_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f(f"fk_{table}_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _of_gate(table: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint(["gate_id"], ["gate.id"], name=op.f(f"fk_{table}_gate_id"))


def upgrade() -> None:
    op.create_table(
        "gate",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("investment_id", db.Id(), nullable=False),
        sa.Column("question", db.Text(), nullable=False),
        sa.Column("due_on", db.Day(), nullable=False),
        *_hand("gate"),
        sa.CheckConstraint("question <> ''", name=op.f("ck_gate_question")),
        sa.ForeignKeyConstraint(["investment_id"], ["investment.id"], name=op.f("fk_gate_investment_id")),
        sa.UniqueConstraint("key", name=op.f("uq_gate_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_gate_investment", "gate", ["investment_id", "id"], unique=False)
    op.create_table(
        "gate_vote",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("gate_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice(*_VERDICTS), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        *_hand("gate_vote"),
        sa.CheckConstraint("amount > 0", name=op.f("ck_gate_vote_positive")),
        sa.CheckConstraint("verdict = 'continue' OR reason <> ''", name=op.f("ck_gate_vote_reason")),
        _of_gate("gate_vote"),
        sa.UniqueConstraint("gate_id", "by_id", name=op.f("uq_gate_vote_gate_id_by_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "gate_end",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("gate_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice(*_VERDICTS), nullable=False),
        sa.Column("voted", db.Minor(), nullable=False),
        sa.Column("total", db.Minor(), nullable=False),
        *_hand("gate_end"),
        sa.CheckConstraint("voted > 0 AND total >= voted", name=op.f("ck_gate_end_quorum")),
        _of_gate("gate_end"),
        sa.UniqueConstraint("gate_id", name=op.f("uq_gate_end_gate_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "gate_stop",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("gate_id", db.Id(), nullable=False),
        *_hand("gate_stop"),
        _of_gate("gate_stop"),
        sa.UniqueConstraint("gate_id", name=op.f("uq_gate_stop_gate_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["gates"])
    triggers.drop(op.get_bind(), [before for before, _after in REPLACED])
    triggers.create(op.get_bind(), [after for _before, after in REPLACED])


def downgrade() -> None:
    triggers.drop(op.get_bind(), [after for _before, after in REPLACED])
    triggers.create(op.get_bind(), [before for before, _after in REPLACED])
    triggers.drop(op.get_bind(), CATALOGUE["gates"])
    for table in ("gate_stop", "gate_end", "gate_vote", "gate"):
        op.drop_table(table)
