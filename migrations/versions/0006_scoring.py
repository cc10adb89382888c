"""Scorecards, recusals."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recusal",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("kind", db.Choice("personal", "sponsor"), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_recusal_reason")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recusal_person_id")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_recusal_pitch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
        sa.UniqueConstraint("pitch_id", "person_id", name=op.f("uq_recusal_pitch_id_person_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "scorecard",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column("round_id", db.Id(), nullable=False),
        sa.Column("investor_id", db.Id(), nullable=False),
        sa.Column("sentence", db.Text(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("sentence <> ''", name=op.f("ck_scorecard_sentence")),
        sa.ForeignKeyConstraint(["investor_id"], ["person.id"], name=op.f("fk_scorecard_investor_id")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_scorecard_pitch_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_scorecard_revision_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_scorecard_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecard")),
        sa.UniqueConstraint("revision_id", "investor_id", name=op.f("uq_scorecard_revision_id_investor_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_scorecard_pitch", "scorecard", ["pitch_id"], unique=False)
    op.create_table(
        "score",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("scorecard_id", db.Id(), nullable=False),
        sa.Column("criterion_id", db.Id(), nullable=False),
        sa.Column("value", db.Whole(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.CheckConstraint("value IN (2, 3, 4) OR reason <> ''", name=op.f("ck_score_extremes_have_reason")),
        sa.CheckConstraint("value BETWEEN 1 AND 5", name=op.f("ck_score_value")),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_score_criterion_id")),
        sa.ForeignKeyConstraint(["scorecard_id"], ["scorecard.id"], name=op.f("fk_score_scorecard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint("scorecard_id", "criterion_id", name=op.f("uq_score_scorecard_id_criterion_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["scoring"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["scoring"])
    op.drop_table("score")
    op.drop_table("scorecard")
    op.drop_table("recusal")
