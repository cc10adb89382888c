"""`pitchdeck verify` in words."""

from config import Config
from pitchdeck.base import sealing
from pitchdeck.base.db import Database
from pitchdeck.features.portfolio.queries.invariants import breaches, names


def verified() -> tuple[list[str], bool]:
    """Lines to read, and whether every invariant holds."""
    database = Database(Config.from_env().database_url)
    try:
        with database.snapshot() as session:
            found = list(breaches(session))
            tail = sealing.tail(session)
    finally:
        database.dispose()
    lines = [f"{breach.invariant}: {breach.row} (rule: {breach.says})" for breach in found]
    count = len(names())
    lines.append(f"{count} invariants checked, {len({breach.invariant for breach in found})} broken.")
    if tail.count and tail.oldest_at:
        lines.append(
            f"{tail.count} acts are not sealed yet, the oldest since {tail.oldest_at:%Y-%m-%d %H:%M} UTC."
        )
    return lines, not found
