"""A sponsor's answers, letters and the ledger's lines name the deputy who acted, as every other act does."""

from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLES = ("claim_answer", "letter", "transfer")


def upgrade() -> None:
    dialect = op.get_bind().dialect
    stored = db.Id().dialect_impl(dialect).compile(dialect)
    for table in TABLES:
        op.execute(
            f'ALTER TABLE "{table}" ADD COLUMN deputy_id {stored}'
            f" CONSTRAINT fk_{table}_deputy_id REFERENCES person (id)"
        )
    triggers.create(op.get_bind(), CATALOGUE["hands"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["hands"])
    for table in reversed(TABLES):
        op.drop_column(table, "deputy_id")
