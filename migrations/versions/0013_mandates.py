"""Mandates end with author and reason, raised ones name what they replace, and deputies stand in with dates."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mandate_change",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("mandate_id", db.Id(), nullable=False),
        sa.Column("replaces_id", db.Id(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_mandate_change_reason")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_mandate_change_mandate_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["mandate.id"], name=op.f("fk_mandate_change_replaces_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate_change")),
        sa.UniqueConstraint("mandate_id", name=op.f("uq_mandate_change_mandate_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "deputy",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("for_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=False),
        sa.Column("valid_from", db.Day(), nullable=False),
        sa.Column("valid_to", db.Day(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("granted_by_id", db.Id(), nullable=False),
        sa.Column("granted_at", db.Instant(), nullable=False),
        sa.Column("confirmed_by_id", db.Id(), nullable=True),
        sa.Column("confirmed_at", db.Instant(), nullable=True),
        sa.CheckConstraint("deputy_id <> for_id", name=op.f("ck_deputy_two_people")),
        sa.CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name=op.f("ck_deputy_confirmed")
        ),
        sa.CheckConstraint("confirmed_by_id <> deputy_id", name=op.f("ck_deputy_not_ones_own")),
        sa.CheckConstraint("confirmed_by_id <> for_id", name=op.f("ck_deputy_not_for_oneself")),
        sa.CheckConstraint("confirmed_by_id <> granted_by_id", name=op.f("ck_deputy_second_person")),
        *(
            sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_deputy_{column}"))
            for column in ("for_id", "deputy_id", "granted_by_id", "confirmed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputy")),
        sa.UniqueConstraint("key", name=op.f("uq_deputy_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_deputy_person", "deputy", ["deputy_id"], unique=False)
    op.create_index("ix_deputy_for", "deputy", ["for_id"], unique=False)
    _ends("mandate", nullable=True)
    _ends("deputy", nullable=False)
    triggers.create(op.get_bind(), CATALOGUE["mandates"])


def _ends(of: str, *, nullable: bool) -> None:
    """The table of early ends of mandates, or of deputies."""
    name, column = f"{of}_end", f"{of}_id"
    op.create_table(
        name,
        sa.Column("id", db.Id(), nullable=False),
        sa.Column(column, db.Id(), nullable=False),
        sa.Column("was_valid_to", db.Day(), nullable=nullable),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f(f"ck_{name}_reason")),
        sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{name}_{column}")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f(f"fk_{name}_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(column, name=op.f(f"uq_{name}_{column}")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["mandates"])
    op.drop_table("deputy_end")
    op.drop_table("mandate_end")
    op.drop_table("deputy")
    op.drop_table("mandate_change")
