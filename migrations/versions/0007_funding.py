"""Funds, purses, the ledger, decisions about money."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "movement",
        sa.Column("verb", db.Text(), nullable=False),
        sa.Column("from_kind", db.Text(), nullable=False),
        sa.Column("to_kind", db.Text(), nullable=False),
        sa.PrimaryKeyConstraint("verb", "from_kind", "to_kind", name=op.f("pk_movement")),
        sqlite_strict=True,
    )
    op.create_table(
        "fund",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("name", db.Text(), nullable=False),
        sa.Column("unit_id", db.Id(), nullable=False),
        sa.Column("fiscal_year", db.Whole(), nullable=False),
        sa.Column("currency", db.Text(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("owner_id", db.Id(), nullable=False),
        sa.Column("shared", db.Flag(), nullable=False),
        sa.Column("erp_code", db.Text(), nullable=True),
        sa.Column("opened_by_id", db.Id(), nullable=False),
        sa.Column("opened_at", db.Instant(), nullable=False),
        sa.Column("confirmed_by_id", db.Id(), nullable=True),
        sa.Column("confirmed_at", db.Instant(), nullable=True),
        sa.CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name=op.f("ck_fund_confirmed")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_fund_positive")),
        sa.CheckConstraint("confirmed_by_id <> opened_by_id", name=op.f("ck_fund_second_person")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["person.id"], name=op.f("fk_fund_confirmed_by_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_fund_opened_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_fund_owner_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_fund_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
        sa.UniqueConstraint("key", name=op.f("uq_fund_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "purse",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("fund_id", db.Id(), nullable=False),
        sa.Column("investor_id", db.Id(), nullable=False),
        sa.Column("round_id", db.Id(), nullable=False),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_purse_fund_id")),
        sa.ForeignKeyConstraint(["investor_id"], ["person.id"], name=op.f("fk_purse_investor_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_purse_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purse")),
        sa.UniqueConstraint(
            "fund_id", "investor_id", "round_id", name=op.f("uq_purse_fund_id_investor_id_round_id")
        ),
        sa.UniqueConstraint("key", name=op.f("uq_purse_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "account",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column(
            "kind",
            db.Choice(
                "authority",
                "fund",
                "purse",
                "reserved",
                "coming",
                "promised",
                "committed",
                "released",
                "contracted",
                "spent",
                "lapsed",
            ),
            nullable=False,
        ),
        sa.Column("fund_id", db.Id(), nullable=True),
        sa.Column("purse_id", db.Id(), nullable=True),
        sa.Column("pitch_id", db.Id(), nullable=True),
        sa.Column("unit_id", db.Id(), nullable=True),
        sa.Column("fiscal_year", db.Whole(), nullable=True),
        sa.Column("currency", db.Text(), nullable=False),
        sa.Column("balance", db.Minor(), nullable=False),
        sa.Column("floor", db.Minor(), nullable=True),
        sa.Column("ceiling", db.Minor(), nullable=True),
        sa.Column("last_transfer_id", db.Id(), nullable=False),
        sa.Column("last_ceiling_id", db.Id(), nullable=False),
        sa.CheckConstraint(
            "(kind IN ('authority', 'coming') AND floor IS NULL AND ceiling IS NOT NULL AND ceiling = 0) OR (kind IN ('reserved', 'promised') AND floor IS NOT NULL AND floor = 0 AND ceiling IS NOT NULL) OR (kind IN ('fund', 'purse', 'committed', 'released', 'contracted', 'spent', 'lapsed') AND floor IS NOT NULL AND floor = 0 AND ceiling IS NULL)",
            name=op.f("ck_account_limits"),
        ),
        sa.CheckConstraint(
            "(kind IN ('authority', 'fund', 'lapsed') AND fund_id IS NOT NULL) OR (kind = 'purse' AND purse_id IS NOT NULL) OR (kind = 'coming' AND unit_id IS NOT NULL AND fiscal_year IS NOT NULL) OR (kind IN ('reserved', 'promised', 'committed', 'released', 'contracted', 'spent') AND pitch_id IS NOT NULL AND fiscal_year IS NOT NULL)",
            name=op.f("ck_account_whose"),
        ),
        sa.CheckConstraint("ceiling IS NULL OR balance <= ceiling", name=op.f("ck_account_ceiling")),
        sa.CheckConstraint("floor IS NULL OR balance >= floor", name=op.f("ck_account_floor")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_account_fund_id")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_account_pitch_id")),
        sa.ForeignKeyConstraint(["purse_id"], ["purse.id"], name=op.f("fk_account_purse_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_account_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("id", "currency", name=op.f("uq_account_id_currency")),
        sa.UniqueConstraint("id", "kind", name=op.f("uq_account_id_kind")),
        sa.UniqueConstraint("kind", "fund_id", name=op.f("uq_account_kind_fund_id")),
        sa.UniqueConstraint(
            "kind", "pitch_id", "fiscal_year", name=op.f("uq_account_kind_pitch_id_fiscal_year")
        ),
        sa.UniqueConstraint("kind", "purse_id", name=op.f("uq_account_kind_purse_id")),
        sa.UniqueConstraint(
            "kind", "unit_id", "fiscal_year", name=op.f("uq_account_kind_unit_id_fiscal_year")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "tranche",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("number", db.Whole(), nullable=False),
        sa.Column("fiscal_year", db.Whole(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("condition", db.Text(), nullable=False),
        sa.Column("due_on", db.Day(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_tranche_positive")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_tranche_pitch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tranche")),
        sa.UniqueConstraint("key", name=op.f("uq_tranche_key")),
        sa.UniqueConstraint("pitch_id", "number", name=op.f("uq_tranche_pitch_id_number")),
        sqlite_strict=True,
    )
    op.create_table(
        "ceiling",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("account_id", db.Id(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_ceiling_amount")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_ceiling_account_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_ceiling_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceiling")),
        sqlite_strict=True,
    )
    op.create_index("ix_ceiling_account", "ceiling", ["account_id", "id"], unique=False)
    op.create_table(
        "commitment",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("purse_id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column("fiscal_year", db.Whole(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_commitment_positive")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_commitment_by_id")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_commitment_pitch_id")),
        sa.ForeignKeyConstraint(["purse_id"], ["purse.id"], name=op.f("fk_commitment_purse_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_commitment_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("key", name=op.f("uq_commitment_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_commitment_pitch", "commitment", ["pitch_id", "id"], unique=False)
    op.create_index("ix_commitment_purse", "commitment", ["purse_id", "id"], unique=False)
    op.create_table(
        "letter",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column(
            "outcome",
            db.Choice("funded", "waitlisted", "declined", "not_shortlisted", "expired"),
            nullable=False,
        ),
        sa.Column("facts", db.Json(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_letter_by_id")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_letter_pitch_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_letter_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("pitch_id", "revision_id", name=op.f("uq_letter_pitch_id_revision_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "release",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("tranche_id", db.Id(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_release_by_id")),
        sa.ForeignKeyConstraint(["tranche_id"], ["tranche.id"], name=op.f("fk_release_tranche_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("tranche_id", name=op.f("uq_release_tranche_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "review",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("approved", "on_hold", "sent_back", "declined"), nullable=False),
        sa.Column("revision_hash", db.Text(), nullable=False),
        sa.Column("amounts", db.Json(), nullable=False),
        sa.Column("rule", db.Text(), nullable=False),
        sa.Column("limit_minor", db.Minor(), nullable=True),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("verdict = 'approved' OR reason <> ''", name=op.f("ck_review_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_review_by_id")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_review_pitch_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_review_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sqlite_strict=True,
    )
    op.create_index("ix_review_pitch", "review", ["pitch_id", "id"], unique=False)
    op.create_table(
        "resolution",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("commitment_id", db.Id(), nullable=False),
        sa.Column("outcome", db.Choice("committed", "freed", "partial"), nullable=False),
        sa.Column("committed", db.Minor(), nullable=False),
        sa.Column("freed", db.Minor(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'committed' AND freed = 0) OR (outcome = 'freed' AND committed = 0) OR (outcome = 'partial' AND committed > 0 AND freed > 0)",
            name=op.f("ck_resolution_outcome_amounts"),
        ),
        sa.CheckConstraint(
            "committed >= 0 AND freed >= 0 AND committed + freed > 0", name=op.f("ck_resolution_amounts")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_resolution_by_id")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_resolution_commitment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution")),
        sa.UniqueConstraint("commitment_id", name=op.f("uq_resolution_commitment_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "transfer",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column(
            "verb",
            db.Choice(
                "open",
                "allot",
                "reserve",
                "free",
                "commit",
                "release",
                "contract",
                "spend",
                "accrue",
                "give_back",
                "carry",
                "lapse",
                "reverse",
            ),
            nullable=False,
        ),
        sa.Column("from_id", db.Id(), nullable=False),
        sa.Column("from_kind", db.Text(), nullable=False),
        sa.Column("to_id", db.Id(), nullable=False),
        sa.Column("to_kind", db.Text(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("currency", db.Text(), nullable=False),
        sa.Column("commitment_id", db.Id(), nullable=True),
        sa.Column("reverses_id", db.Id(), nullable=True),
        sa.Column("document", db.Text(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.Column("idempotency_key", db.Text(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_transfer_positive")),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_transfer_two_accounts")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_transfer_by_id")),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name=op.f("fk_transfer_commitment_id")),
        sa.ForeignKeyConstraint(
            ["from_id", "currency"], ["account.id", "account.currency"], name="fk_transfer_from_currency"
        ),
        sa.ForeignKeyConstraint(
            ["from_id", "from_kind"], ["account.id", "account.kind"], name="fk_transfer_from"
        ),
        sa.ForeignKeyConstraint(["reverses_id"], ["transfer.id"], name=op.f("fk_transfer_reverses_id")),
        sa.ForeignKeyConstraint(
            ["to_id", "currency"], ["account.id", "account.currency"], name="fk_transfer_to_currency"
        ),
        sa.ForeignKeyConstraint(["to_id", "to_kind"], ["account.id", "account.kind"], name="fk_transfer_to"),
        sa.ForeignKeyConstraint(
            ["verb", "from_kind", "to_kind"],
            ["movement.verb", "movement.from_kind", "movement.to_kind"],
            name="fk_transfer_movement",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_transfer_reverses_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_transfer_commitment", "transfer", ["commitment_id"], unique=False)
    op.create_index("ix_transfer_from", "transfer", ["from_id", "id"], unique=False)
    op.create_index("ix_transfer_to", "transfer", ["to_id", "id"], unique=False)
    op.create_index(
        "uq_transfer_commitment_verb",
        "transfer",
        ["commitment_id", "verb"],
        unique=True,
        sqlite_where=sa.text("commitment_id IS NOT NULL AND verb IN ('reserve', 'free', 'commit')"),
        postgresql_where=sa.text("commitment_id IS NOT NULL AND verb IN ('reserve', 'free', 'commit')"),
    )
    triggers.create(op.get_bind(), CATALOGUE["funding"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["funding"])
    op.drop_table("transfer")
    op.drop_table("resolution")
    op.drop_table("review")
    op.drop_table("release")
    op.drop_table("letter")
    op.drop_table("commitment")
    op.drop_table("ceiling")
    op.drop_table("tranche")
    op.drop_table("account")
    op.drop_table("purse")
    op.drop_table("fund")
    op.drop_table("movement")
