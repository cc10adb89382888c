"""Views of a page that people keep under a name."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("page", db.Text(), nullable=False),
        sa.Column("name", db.Text(), nullable=False),
        sa.Column("asked", db.Json(), nullable=False),
        sa.Column("is_default", db.Flag(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("name <> '' AND page <> ''", name=op.f("ck_saved_view_words")),
        sa.CheckConstraint("is_default IN (0, 1)", name=op.f("ck_saved_view_is_default")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_view_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("key", name=op.f("uq_saved_view_key")),
        sa.UniqueConstraint("person_id", "page", "name", name=op.f("uq_saved_view_person_id_page_name")),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_saved_view_default",
        "saved_view",
        ["person_id", "page"],
        unique=True,
        sqlite_where=sa.text("is_default = 1"),
        postgresql_where=sa.text("is_default = 1"),
    )


def downgrade() -> None:
    op.drop_table("saved_view")
