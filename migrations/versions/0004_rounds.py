"""Rounds, criteria, panel."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "round",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("name", db.Text(), nullable=False),
        sa.Column("unit_id", db.Id(), nullable=False),
        sa.Column("chair_id", db.Id(), nullable=False),
        sa.Column("created_by_id", db.Id(), nullable=False),
        sa.Column("kind", db.Choice("standard", "rolling"), nullable=False),
        sa.Column(
            "state",
            db.Choice(
                "draft",
                "open",
                "scoring",
                "deliberation",
                "funding",
                "finance_review",
                "decided",
                "published",
                "closed",
                "cancelled",
            ),
            nullable=False,
        ),
        sa.Column("fiscal_year", db.Whole(), nullable=False),
        sa.Column("quorum", db.Whole(), nullable=False),
        sa.Column("conflict_rule", db.Choice("strict", "disclose"), nullable=False),
        sa.Column("roi_objective_pct", db.Real(), nullable=False),
        sa.Column("pitches_close_at", db.Instant(), nullable=False),
        sa.Column("scoring_closes_at", db.Instant(), nullable=False),
        sa.Column("funding_closes_at", db.Instant(), nullable=False),
        sa.Column("decision_on", db.Day(), nullable=False),
        sa.CheckConstraint(
            "funding_closes_at > scoring_closes_at", name=op.f("ck_round_funding_after_scoring")
        ),
        sa.CheckConstraint("quorum >= 1", name=op.f("ck_round_quorum")),
        sa.CheckConstraint(
            "scoring_closes_at > pitches_close_at", name=op.f("ck_round_scoring_after_pitches")
        ),
        sa.ForeignKeyConstraint(["chair_id"], ["person.id"], name=op.f("fk_round_chair_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_round_created_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_round_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("key", name=op.f("uq_round_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "criterion",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("round_id", db.Id(), nullable=False),
        sa.Column("position", db.Whole(), nullable=False),
        sa.Column("name", db.Text(), nullable=False),
        sa.Column("question", db.Text(), nullable=False),
        sa.Column("weight", db.Whole(), nullable=False),
        sa.Column("anchor_low", db.Text(), nullable=False),
        sa.Column("anchor_middle", db.Text(), nullable=False),
        sa.Column("anchor_high", db.Text(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_criterion_weight")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_criterion_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("round_id", "position", name=op.f("uq_criterion_round_id_position")),
        sqlite_strict=True,
    )
    op.create_table(
        "panel_seat",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("round_id", db.Id(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("seated_at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_panel_seat_person_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_panel_seat_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_seat")),
        sa.UniqueConstraint("round_id", "person_id", name=op.f("uq_panel_seat_round_id_person_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["rounds"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["rounds"])
    op.drop_table("panel_seat")
    op.drop_table("criterion")
    op.drop_table("round")
