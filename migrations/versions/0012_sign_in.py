"""Sessions that a person can tell apart, single-use passes, the second factor, and identities elsewhere."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("key", "browser"):
        op.add_column("sign_in", sa.Column(name, db.Text(), nullable=False, server_default=""))
    dialect = op.get_bind().dialect
    stored = db.Text().dialect_impl(dialect).compile(dialect)
    op.execute(
        f"ALTER TABLE sign_in ADD COLUMN method {stored} NOT NULL DEFAULT 'password' "
        "CONSTRAINT ck_sign_in_method_word CHECK (method IN ('password', 'oidc', 'break_glass'))"
    )
    op.execute("UPDATE sign_in SET key = substr(token_hash, 1, 12)")
    op.create_index("ix_sign_in_key", "sign_in", ["key"], unique=True)
    op.add_column("organisation", sa.Column("second_factor_roles", db.Json()))
    _passes()
    _second_factor()
    _identities()


def _passes() -> None:
    op.create_table(
        "sign_in_pass",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column(
            "kind",
            db.Choice("password_reset", "invitation", "break_glass", "second_step"),
            nullable=False,
        ),
        sa.Column("token_hash", db.Text(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("made_at", db.Instant(), nullable=False),
        sa.Column("ends_at", db.Instant(), nullable=False),
        sa.Column("used_at", db.Instant(), nullable=True),
        sa.Column("void_at", db.Instant(), nullable=True),
        sa.CheckConstraint("used_at IS NULL OR void_at IS NULL", name=op.f("ck_sign_in_pass_one_end")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_pass_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_pass")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_pass_token_hash")),
        sqlite_strict=True,
    )
    op.create_index("ix_sign_in_pass_person", "sign_in_pass", ["person_id"], unique=False)


def _second_factor() -> None:
    op.create_table(
        "second_factor",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("sealed_secret", db.Text(), nullable=False),
        sa.Column("made_at", db.Instant(), nullable=False),
        sa.Column("confirmed_at", db.Instant(), nullable=True),
        sa.Column("last_step", db.Whole(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_second_factor_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor")),
        sa.UniqueConstraint("person_id", name=op.f("uq_second_factor_person_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("code_hash", db.Text(), nullable=False),
        sa.Column("made_at", db.Instant(), nullable=False),
        sa.Column("used_at", db.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recovery_code_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_code_code_hash")),
        sqlite_strict=True,
    )
    op.create_index("ix_recovery_code_person", "recovery_code", ["person_id"], unique=False)


def _identities() -> None:
    op.create_table(
        "sign_in_identity",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("issuer", db.Text(), nullable=False),
        sa.Column("subject", db.Text(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("linked_at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_identity_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_sign_in_identity_issuer_subject")),
        sa.UniqueConstraint("person_id", "issuer", name=op.f("uq_sign_in_identity_person_id_issuer")),
        sqlite_strict=True,
    )
    op.create_table(
        "claim_grant",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("mandate_id", db.Id(), nullable=False),
        sa.Column("person_id", db.Id(), nullable=False),
        sa.Column("rule", db.Text(), nullable=False),
        sa.Column("granted_at", db.Instant(), nullable=False),
        sa.Column("ended_at", db.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_claim_grant_mandate_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_claim_grant_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_grant")),
        sa.UniqueConstraint("mandate_id", name=op.f("uq_claim_grant_mandate_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_claim_grant_person", "claim_grant", ["person_id"], unique=False)


def downgrade() -> None:
    for table in ("claim_grant", "sign_in_identity", "recovery_code", "second_factor", "sign_in_pass"):
        op.drop_table(table)
    op.drop_column("organisation", "second_factor_roles")
    op.drop_index("ix_sign_in_key", "sign_in")
    op.execute("ALTER TABLE sign_in DROP COLUMN method")
    op.drop_column("sign_in", "browser")
    op.drop_column("sign_in", "key")
