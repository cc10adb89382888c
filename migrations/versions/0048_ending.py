"""The end of an investment: its closing review and the sponsor's word on it."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE
from pitchdeck.base.triggers.states import legal_states
from pitchdeck.base.triggers.tracking import BEFORE_GATES

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

AMOUNTS = ("planned_cost", "cost", "planned_benefit", "benefit")
DONE = (("by_id", "person"), ("deputy_id", "person"))


def _keys(table: str, *columns: tuple[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, target in columns
    ]


def upgrade() -> None:
    op.create_table(
        "closing_review",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("investment_id", db.Id(), nullable=False),
        *(sa.Column(name, db.Text(), nullable=False) for name in ("obtained", "why", "lesson")),
        *(sa.Column(name, db.Minor(), nullable=False) for name in AMOUNTS),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint(
            "obtained <> '' AND why <> '' AND lesson <> ''", name=op.f("ck_closing_review_words")
        ),
        *_keys("closing_review", ("investment_id", "investment"), *DONE),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_review")),
        sa.UniqueConstraint("key", name=op.f("uq_closing_review_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_closing_review_investment", "closing_review", ["investment_id", "id"], unique=False)
    op.create_table(
        "closing_answer",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("review_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("confirmed", "sent_back"), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("verdict = 'confirmed' OR reason <> ''", name=op.f("ck_closing_answer_reason")),
        *_keys("closing_answer", ("review_id", "closing_review"), *DONE),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_answer")),
        sa.UniqueConstraint("review_id", name=op.f("uq_closing_answer_review_id")),
        sqlite_strict=True,
    )
    states = (legal_states("investment", BEFORE_GATES),)
    triggers.drop(op.get_bind(), states)
    triggers.create(op.get_bind(), (*states, *CATALOGUE["ending"]))


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["ending"])
    op.drop_table("closing_answer")
    op.drop_table("closing_review")
