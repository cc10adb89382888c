"""Limits, tolerances and the conflict rule become settings, and the first fiscal year fixes where years begin."""

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.money import exponent
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

LIMITS = {"small_minor": 5_000, "large_minor": 100_000, "quote_minor": 5_000, "single_minor": 25_000}
CENTS = 2
TOLERANCES = {"benefit_green": 0.95, "benefit_amber": 0.8, "cost_green": 1.0, "cost_amber": 1.1}
CHECKS = {
    # the last column of each rule brings it, so that it may name those before
    "large_minor": ("sizes", "small_minor >= 0 AND small_minor < large_minor"),
    "quote_minor": ("quote", "quote_minor >= 0"),
    "single_minor": ("single", "single_minor >= 0"),
    "benefit_amber": ("benefit", "0 <= benefit_amber AND benefit_amber <= benefit_green"),
    "cost_amber": ("cost", "0 <= cost_green AND cost_green <= cost_amber"),
}


def upgrade() -> None:
    for name, major in LIMITS.items():
        _add(name, db.Minor(), str(major * 10**CENTS))
    for name, share in TOLERANCES.items():
        _add(name, db.Real(), str(share))
    _add("conflict_default", db.Text(), "'by_panel'", "conflict_default_word", _words())
    _in_its_currency()
    triggers.create(op.get_bind(), CATALOGUE["rules"])


def _words() -> str:
    return "conflict_default IN ('by_panel', 'disclose', 'strict')"


def _add(name: str, kind: sa.types.TypeEngine[object], default: str, check: str = "", rule: str = "") -> None:
    dialect = op.get_bind().dialect
    stored = kind.dialect_impl(dialect).compile(dialect)
    check, rule = CHECKS.get(name, (check, rule))
    held = f" CONSTRAINT ck_organisation_{check} CHECK ({rule})" if check else ""
    op.execute(f"ALTER TABLE organisation ADD COLUMN {name} {stored} NOT NULL DEFAULT {default}{held}")


def _in_its_currency() -> None:
    """The limits above are cents; an organisation whose currency has other minor units gets those."""
    connection = op.get_bind()
    found = connection.execute(sa.text("SELECT currency FROM organisation")).scalar_one_or_none()
    if found is None or exponent(found) == CENTS:
        return
    unit = 10 ** exponent(found)
    values = ", ".join(f"{name} = {major * unit}" for name, major in LIMITS.items())
    connection.execute(sa.text(f"UPDATE organisation SET {values}"))  # noqa: S608  # names and numbers of this file


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["rules"])
    for name in ("conflict_default", *reversed(TOLERANCES), *reversed(LIMITS)):
        _drop(name)


def _drop(name: str) -> None:
    op.execute(f"ALTER TABLE organisation DROP COLUMN {name}")
