"""Investments, actuals, readings."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "investment",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("revision_id", db.Id(), nullable=False),
        sa.Column(
            "state",
            db.Choice(
                "active",
                "gate_due",
                "paused",
                "rescoped",
                "stopped",
                "delivered",
                "tracking",
                "reviewed",
                "closed",
            ),
            nullable=False,
        ),
        sa.Column("opened_by_id", db.Id(), nullable=False),
        sa.Column("opened_at", db.Instant(), nullable=False),
        sa.Column("baseline_on", db.Day(), nullable=False),
        sa.Column("tolerances", db.Json(), nullable=False),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_investment_opened_by_id")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_investment_pitch_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_investment_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_investment")),
        sa.UniqueConstraint("key", name=op.f("uq_investment_key")),
        sa.UniqueConstraint("pitch_id", name=op.f("uq_investment_pitch_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "hours_worked",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("investment_id", db.Id(), nullable=False),
        sa.Column("period_on", db.Day(), nullable=False),
        sa.Column("rate_name", db.Text(), nullable=False),
        sa.Column("hours", db.Real(), nullable=False),
        sa.Column("hourly_minor", db.Minor(), nullable=False),
        sa.Column("value_minor", db.Minor(), nullable=False),
        sa.Column("reverses_id", db.Id(), nullable=True),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("reported_by_id", db.Id(), nullable=False),
        sa.Column("reported_at", db.Instant(), nullable=False),
        sa.CheckConstraint("reverses_id IS NULL OR reason <> ''", name=op.f("ck_hours_worked_reversal")),
        sa.CheckConstraint("hours > 0 AND hourly_minor > 0", name=op.f("ck_hours_worked_positive")),
        sa.ForeignKeyConstraint(
            ["investment_id"], ["investment.id"], name=op.f("fk_hours_worked_investment_id")
        ),
        sa.ForeignKeyConstraint(
            ["reported_by_id"], ["person.id"], name=op.f("fk_hours_worked_reported_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["hours_worked.id"], name=op.f("fk_hours_worked_reverses_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_worked")),
        sa.UniqueConstraint("key", name=op.f("uq_hours_worked_key")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_hours_worked_reverses_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_hours_worked_investment", "hours_worked", ["investment_id", "id"], unique=False)
    op.create_table(
        "reading",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("investment_id", db.Id(), nullable=False),
        sa.Column("measure_id", db.Id(), nullable=False),
        sa.Column("read_on", db.Day(), nullable=False),
        sa.Column("covers_from", db.Day(), nullable=False),
        sa.Column("covers_to", db.Day(), nullable=False),
        sa.Column("baseline", db.Real(), nullable=False),
        sa.Column("value", db.Real(), nullable=False),
        sa.Column("isolation", db.Real(), nullable=False),
        sa.Column("confidence", db.Real(), nullable=False),
        sa.Column(
            "method",
            db.Choice("control_group", "trend_line", "model", "expert", "manager", "participant", "none"),
            nullable=False,
        ),
        sa.Column("evidence", db.Text(), nullable=False),
        sa.Column("unit_minor", db.Minor(), nullable=True),
        sa.Column("benefit_minor", db.Minor(), nullable=False),
        sa.Column("derivation", db.Text(), nullable=False),
        sa.Column("reported_by_id", db.Id(), nullable=False),
        sa.Column("reported_at", db.Instant(), nullable=False),
        sa.CheckConstraint("evidence <> '' AND derivation <> ''", name=op.f("ck_reading_words")),
        sa.CheckConstraint("covers_to >= covers_from", name=op.f("ck_reading_covers")),
        sa.CheckConstraint(
            "isolation BETWEEN 0 AND 1 AND confidence BETWEEN 0 AND 1", name=op.f("ck_reading_shares")
        ),
        sa.ForeignKeyConstraint(["investment_id"], ["investment.id"], name=op.f("fk_reading_investment_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_reading_measure_id")),
        sa.ForeignKeyConstraint(["reported_by_id"], ["person.id"], name=op.f("fk_reading_reported_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("key", name=op.f("uq_reading_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_reading_investment", "reading", ["investment_id", "id"], unique=False)
    op.create_table(
        "actual",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("key", db.Text(), nullable=False),
        sa.Column("investment_id", db.Id(), nullable=False),
        sa.Column("document_on", db.Day(), nullable=False),
        sa.Column("period_on", db.Day(), nullable=False),
        sa.Column("category", db.Text(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("reference", db.Text(), nullable=False),
        sa.Column("vendor", db.Text(), nullable=False),
        sa.Column("reverses_id", db.Id(), nullable=True),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("transfer_id", db.Id(), nullable=True),
        sa.Column("reported_by_id", db.Id(), nullable=False),
        sa.Column("reported_at", db.Instant(), nullable=False),
        sa.Column("confirmed_by_id", db.Id(), nullable=True),
        sa.Column("confirmed_at", db.Instant(), nullable=True),
        sa.CheckConstraint(
            "reverses_id IS NULL OR (reason <> '' AND confirmed_at IS NULL)", name=op.f("ck_actual_reversal")
        ),
        sa.CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name=op.f("ck_actual_confirmed")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_actual_positive")),
        sa.CheckConstraint("confirmed_by_id <> reported_by_id", name=op.f("ck_actual_second_person")),
        sa.CheckConstraint(
            "transfer_id IS NULL OR confirmed_at IS NOT NULL OR reverses_id IS NOT NULL",
            name=op.f("ck_actual_posted"),
        ),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["person.id"], name=op.f("fk_actual_confirmed_by_id")),
        sa.ForeignKeyConstraint(["investment_id"], ["investment.id"], name=op.f("fk_actual_investment_id")),
        sa.ForeignKeyConstraint(["reported_by_id"], ["person.id"], name=op.f("fk_actual_reported_by_id")),
        sa.ForeignKeyConstraint(["reverses_id"], ["actual.id"], name=op.f("fk_actual_reverses_id")),
        sa.ForeignKeyConstraint(["transfer_id"], ["transfer.id"], name=op.f("fk_actual_transfer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actual")),
        sa.UniqueConstraint("key", name=op.f("uq_actual_key")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_actual_reverses_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_actual_investment", "actual", ["investment_id", "id"], unique=False)
    op.create_table(
        "attestation",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("reading_id", db.Id(), nullable=False),
        sa.Column("verdict", db.Choice("attested", "refused"), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint(
            "verdict = 'attested' OR reason <> ''", name=op.f("ck_attestation_refusal_has_reason")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_attestation_by_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_attestation_reading_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestation")),
        sa.UniqueConstraint("reading_id", name=op.f("uq_attestation_reading_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "overrun",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("actual_id", db.Id(), nullable=False),
        sa.Column("amount", db.Minor(), nullable=False),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_overrun_positive")),
        sa.ForeignKeyConstraint(["actual_id"], ["actual.id"], name=op.f("fk_overrun_actual_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overrun")),
        sa.UniqueConstraint("actual_id", name=op.f("uq_overrun_actual_id")),
        sqlite_strict=True,
    )
    triggers.create(op.get_bind(), CATALOGUE["investments"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["investments"])
    op.drop_table("overrun")
    op.drop_table("attestation")
    op.drop_table("actual")
    op.drop_table("reading")
    op.drop_table("hours_worked")
    op.drop_table("investment")
