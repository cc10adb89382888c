"""`pitchdeck verify` in words."""

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.features.portfolio.queries.invariants import breaches, names


def verified() -> tuple[list[str], bool]:
    """Lines to read, and whether every invariant holds."""
    database = Database(Config.from_env().database_url)
    try:
        with database.snapshot() as session:
            found = list(breaches(session))
    finally:
        database.dispose()
    lines = [f"{breach.invariant}: {breach.row} (rule: {breach.says})" for breach in found]
    count = len(names())
    lines.append(f"{count} invariants checked, {len({breach.invariant for breach in found})} broken.")
    return lines, not found
