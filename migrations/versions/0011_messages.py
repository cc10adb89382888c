"""Notices, how people want to be told, calendar addresses, channels; the seal on history."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feed",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("token_hash", db.Text(), nullable=False),
        sa.Column("made_at", db.Instant(), nullable=False),
        sa.Column("ended_at", db.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_feed_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feed_token_hash")),
        sqlite_strict=True,
    )
    op.create_index("ix_feed_person", "feed", ["person_id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("kind", db.Text(), nullable=False),
        sa.Column("facts", db.Json(), nullable=False),
        sa.Column("way", db.Choice("at_once", "daily", "off"), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.Column("told_at", db.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_notice_person", "notice", ["person_id", "id"], unique=False)
    op.create_index("ix_notice_waiting", "notice", ["way", "told_at"], unique=False)
    op.create_table(
        "preference",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("kind", db.Text(), nullable=False),
        sa.Column("way", db.Choice("at_once", "daily", "off"), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_preference_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preference")),
        sa.UniqueConstraint("person_id", "kind", name=op.f("uq_preference_person_id_kind")),
        sqlite_strict=True,
    )
    op.create_table(
        "webhook",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("unit_id", db.Id(), nullable=False),
        sa.Column("url", db.Text(), nullable=False),
        sa.Column("secret", db.Text(), nullable=False),
        sa.Column("flavour", db.Choice("slack", "teams", "plain"), nullable=False),
        sa.Column("added_by_id", db.Id(), nullable=False),
        sa.Column("added_at", db.Instant(), nullable=False),
        sa.Column("ended_by_id", db.Id(), nullable=True),
        sa.Column("ended_at", db.Instant(), nullable=True),
        sa.CheckConstraint("(ended_by_id IS NULL) = (ended_at IS NULL)", name=op.f("ck_webhook_ended")),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_webhook_added_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_webhook_ended_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_webhook_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
        sa.UniqueConstraint("key", name=op.f("uq_webhook_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "history_seal",
        sa.Column("no", db.Id(), autoincrement=False, nullable=False),
        sa.Column("history_id", db.Id(), nullable=False),
        sa.Column("hash", db.Text(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["history_id"], ["history.id"], name=op.f("fk_history_seal_history_id")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_history_seal")),
        sa.UniqueConstraint("history_id", name=op.f("uq_history_seal_history_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["messages"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["messages"])
    op.drop_table("history_seal")
    op.drop_table("webhook")
    op.drop_table("preference")
    op.drop_table("notice")
    op.drop_table("feed")
