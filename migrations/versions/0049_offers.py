"""Pitches on the waiting list are offered a place in a rolling round, and then get a second letter."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.catalogue import CATALOGUE
from pitchdeck.base.triggers.standing_in import HANDS
from pitchdeck.base.triggers.states import PITCH, legal_states

STATES = (legal_states("pitch", PITCH),)
"""A rule that knew no way from the waiting list but out."""
OF_LETTERS = (append_only("letter"), *(each for each in HANDS if each.name.startswith("letter")))
WAS, NOW = ("pitch_id", "revision_id"), ("pitch_id", "revision_id", "at")

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offer",
        sa.Column("id", db.Id(), nullable=False),
        sa.Column("pitch_id", db.Id(), nullable=False),
        sa.Column("from_round_id", db.Id(), nullable=False),
        sa.Column("to_round_id", db.Id(), nullable=False),
        sa.Column("rank", db.Whole(), nullable=False),
        sa.Column("reason", db.Text(), nullable=False),
        sa.Column("by_id", db.Id(), nullable=False),
        sa.Column("deputy_id", db.Id(), nullable=True),
        sa.Column("at", db.Instant(), nullable=False),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_offer_rank")),
        sa.CheckConstraint("from_round_id <> to_round_id", name=op.f("ck_offer_elsewhere")),
        sa.ForeignKeyConstraint(["pitch_id"], ["pitch.id"], name=op.f("fk_offer_pitch_id")),
        sa.ForeignKeyConstraint(["from_round_id"], ["round.id"], name=op.f("fk_offer_from_round_id")),
        sa.ForeignKeyConstraint(["to_round_id"], ["round.id"], name=op.f("fk_offer_to_round_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_offer_by_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_offer_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        sqlite_strict=True,
    )
    op.create_index("ix_offer_pitch", "offer", ["pitch_id", "id"], unique=False)
    op.create_index("ix_offer_from", "offer", ["from_round_id", "id"], unique=False)
    _one_letter_per(NOW, WAS)
    triggers.drop(op.get_bind(), STATES)
    triggers.create(op.get_bind(), STATES)
    triggers.create(op.get_bind(), CATALOGUE["offers"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["offers"])
    _one_letter_per(WAS, NOW)
    op.drop_table("offer")


def _one_letter_per(key: tuple[str, ...], before: tuple[str, ...]) -> None:
    """Put one unique key of letters in the place of another; SQLite needs the table written anew for that."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(f"uq_letter_{'_'.join(before)}", "letter", type_="unique")
        op.create_unique_constraint(op.f(f"uq_letter_{'_'.join(key)}"), "letter", list(key))
        return
    triggers.drop(op.get_bind(), OF_LETTERS)
    columns = "id, pitch_id, revision_id, outcome, facts, by_id, at, deputy_id"
    op.rename_table("letter", "letter_before")
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
        sa.UniqueConstraint(*key, name=op.f(f"uq_letter_{'_'.join(key)}")),
        sqlite_strict=True,
    )
    # As 0026 added it, so that 0026 can take it away again.
    op.execute(
        "ALTER TABLE letter ADD COLUMN deputy_id INTEGER"
        " CONSTRAINT fk_letter_deputy_id REFERENCES person (id)"
    )
    op.execute(f"INSERT INTO letter ({columns}) SELECT {columns} FROM letter_before")  # noqa: S608  # names of this file
    op.drop_table("letter_before")
    triggers.create(op.get_bind(), OF_LETTERS)
