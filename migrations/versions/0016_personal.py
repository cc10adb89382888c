"""Requests about people's data."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "personal_file",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("kind", db.Choice("copy", "pseudonym"), nullable=False),
        sa.Column("asked_by_id", db.Id(), nullable=False),
        sa.Column("asked_at", db.Instant(), nullable=False),
        sa.Column("done_at", db.Instant(), nullable=True),
        sa.Column("content", db.Text(), nullable=True),
        sa.CheckConstraint(
            "kind = 'copy' OR content IS NULL", name=op.f("ck_personal_file_copies_have_content")
        ),
        sa.CheckConstraint(
            "content IS NULL OR done_at IS NOT NULL", name=op.f("ck_personal_file_content_when_done")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_personal_file_asked_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_personal_file_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_file")),
        sa.UniqueConstraint("key", name=op.f("uq_personal_file_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_personal_file_person", "personal_file", ["person_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_table("personal_file")
