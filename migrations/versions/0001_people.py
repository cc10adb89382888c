"""People, history and what every act needs."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counter",
        sa.Column("series", db.Text(), nullable=False),
        sa.Column("last", db.Whole(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_counter")),
        sqlite_strict=True,
    )
    op.create_table(
        "organisation",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("name", db.Text(), nullable=False),
        sa.Column("currency", db.Text(), nullable=False),
        sa.Column("locale", db.Text(), nullable=False),
        sa.Column("zone", db.Text(), nullable=False),
        sa.Column("fiscal_year_start", db.Whole(), nullable=False),
        sa.Column("discount_rate", db.Real(), nullable=False),
        sa.Column("roi_objective_pct", db.Real(), nullable=False),
        sa.Column("burden", db.Real(), nullable=False),
        sa.Column("burden_source", db.Text(), nullable=False),
        sa.Column("demo", db.Flag(), nullable=False),
        sa.Column("created_at", db.Instant(), nullable=False),
        sa.CheckConstraint(
            "fiscal_year_start BETWEEN 1 AND 12", name=op.f("ck_organisation_fiscal_year_start")
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_organisation_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sqlite_strict=True,
    )
    op.create_table(
        "outbox",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("kind", db.Text(), nullable=False),
        sa.Column("facts", db.Json(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.Column("attempts", db.Whole(), nullable=False),
        sa.Column("done_at", db.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_strict=True,
    )
    op.create_index("ix_outbox_open", "outbox", ["done_at", "id"], unique=False)
    op.create_table(
        "seen",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("kind", db.Text(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seen")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_seen_kind_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("who_hash", db.Text(), nullable=False),
        sa.Column("peer", db.Text(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
        sqlite_strict=True,
    )
    op.create_index("ix_sign_in_failure_peer", "sign_in_failure", ["peer", "at"], unique=False)
    op.create_index("ix_sign_in_failure_who", "sign_in_failure", ["who_hash", "at"], unique=False)
    op.create_table(
        "unit",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("name", db.Text(), nullable=False),
        sa.Column("erp_code", db.Text(), nullable=True),
        sa.Column("parent_id", db.Id(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("key", name=op.f("uq_unit_key")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_name")),
        sqlite_strict=True,
    )
    op.create_table(
        "person",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("name", db.Text(), nullable=False),
        sa.Column("email", db.Text(), nullable=False),
        sa.Column("title", db.Text(), nullable=False),
        sa.Column("unit_id", db.Id(), nullable=True),
        sa.Column("password_hash", db.Text(), nullable=True),
        sa.Column("active", db.Flag(), nullable=False),
        sa.Column("created_at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_person_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("key", name=op.f("uq_person_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "history",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("subject_kind", db.Text(), nullable=False),
        sa.Column("subject_key", db.Text(), nullable=False),
        sa.Column("verb", db.Text(), nullable=False),
        sa.Column("from_state", db.Text(), nullable=True),
        sa.Column("to_state", db.Text(), nullable=True),
        sa.Column("why", db.Text(), nullable=False),
        sa.Column("detail", db.Json(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_history_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
        sqlite_strict=True,
    )
    op.create_index("ix_history_subject", "history", ["subject_kind", "subject_key", "id"], unique=False)
    op.create_table(
        "idempotency",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("body_hash", db.Text(), nullable=False),
        sa.Column("status", db.Whole(), nullable=False),
        sa.Column("location", db.Text(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_idempotency_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idempotency")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_idempotency_person_id_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "mandate",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column(
            "role",
            db.Choice(
                "presenter",
                "investor",
                "lead",
                "chair",
                "finance",
                "fund_owner",
                "viewer",
                "auditor",
                "admin",
            ),
            nullable=False,
        ),
        sa.Column("unit_id", db.Id(), nullable=True),
        sa.Column("limit_minor", db.Minor(), nullable=True),
        sa.Column("valid_from", db.Day(), nullable=False),
        sa.Column("valid_to", db.Day(), nullable=True),
        sa.Column("granted_by_id", db.Id(), nullable=False),
        sa.Column("granted_at", db.Instant(), nullable=False),
        sa.Column("confirmed_by_id", db.Id(), nullable=True),
        sa.Column("confirmed_at", db.Instant(), nullable=True),
        sa.CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name=op.f("ck_mandate_confirmed")
        ),
        sa.CheckConstraint("confirmed_by_id <> granted_by_id", name=op.f("ck_mandate_second_person")),
        sa.CheckConstraint("confirmed_by_id <> person_id", name=op.f("ck_mandate_not_ones_own")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["person.id"], name=op.f("fk_mandate_confirmed_by_id")),
        sa.ForeignKeyConstraint(["granted_by_id"], ["person.id"], name=op.f("fk_mandate_granted_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mandate_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_mandate_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate")),
        sa.UniqueConstraint("key", name=op.f("uq_mandate_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_mandate_person", "mandate", ["person_id"], unique=False)
    op.create_table(
        "sign_in",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("token_hash", db.Text(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("started_at", db.Instant(), nullable=False),
        sa.Column("ends_at", db.Instant(), nullable=False),
        sa.Column("ended_at", db.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
        sqlite_strict=True,
    )
    op.create_index("ix_sign_in_person", "sign_in", ["person_id"], unique=False)
    triggers.create(op.get_bind(), CATALOGUE["people"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["people"])
    op.drop_table("sign_in")
    op.drop_table("mandate")
    op.drop_table("idempotency")
    op.drop_table("history")
    op.drop_table("person")
    op.drop_table("unit")
    op.drop_table("sign_in_failure")
    op.drop_table("seen")
    op.drop_table("outbox")
    op.drop_table("organisation")
    op.drop_table("counter")
