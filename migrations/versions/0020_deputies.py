"""An act in another's place names the deputy who did it, and the conflicts of both count."""

from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

COLUMNS = (
    ("history", "deputy_id", "deputy_id <> by_id"),
    ("revision", "deputy_id", ""),
    ("scorecard", "deputy_id", ""),
    ("fund", "opened_deputy_id", ""),
    ("fund", "confirmed_deputy_id", ""),
    ("commitment", "deputy_id", ""),
    ("resolution", "deputy_id", ""),
    ("review", "deputy_id", ""),
    ("release", "deputy_id", ""),
    ("reading", "reported_deputy_id", ""),
    ("attestation", "deputy_id", ""),
    ("actual", "reported_deputy_id", ""),
    ("actual", "confirmed_deputy_id", ""),
)


def upgrade() -> None:
    dialect = op.get_bind().dialect
    stored = db.Id().dialect_impl(dialect).compile(dialect)
    for table, column, check in COLUMNS:
        checked = f" CONSTRAINT ck_{table}_deputy CHECK ({check})" if check else ""
        op.execute(
            f'ALTER TABLE "{table}" ADD COLUMN {column} {stored}{checked}'
            f" CONSTRAINT fk_{table}_{column} REFERENCES person (id)"
        )
    triggers.create(op.get_bind(), CATALOGUE["deputies"])


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["deputies"])
    for table, column, _check in reversed(COLUMNS):
        op.drop_column(table, column)
