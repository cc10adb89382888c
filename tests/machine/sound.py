"""All invariants of `pitchdeck verify` in one statement, and what else must hold of the sums."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from pitchdeck.features.portfolio.queries.invariants import BY_COMPUTING, INVARIANTS

SUMS = {
    "balances_are_sums": (
        "SELECT a.kind || ' ' || a.id FROM account a LEFT JOIN (SELECT id, SUM(amount) AS amount FROM"
        " (SELECT to_id AS id, amount FROM transfer UNION ALL SELECT from_id, -amount FROM transfer) t"
        " GROUP BY id) s ON s.id = a.id WHERE a.balance <> COALESCE(s.amount, 0)"
    ),
    "nothing_is_made_or_lost": (
        "SELECT 'accounts add up to ' || SUM(balance) FROM account HAVING SUM(balance) <> 0"
    ),
    "floors_and_ceilings": (
        "SELECT kind || ' ' || id FROM account WHERE balance < COALESCE(floor, balance)"
        " OR balance > COALESCE(ceiling, balance)"
    ),
    "reserved_is_what_commitments_hold": (
        "SELECT a.kind || ' ' || a.id FROM account a WHERE a.kind = 'reserved' AND a.balance <> (SELECT"
        " COALESCE(SUM(c.amount), 0) FROM commitment c LEFT JOIN resolution r ON r.commitment_id = c.id"
        " WHERE c.pitch_id = a.pitch_id AND c.fiscal_year = a.fiscal_year AND r.id IS NULL)"
    ),
    "covered_is_held": (
        "SELECT p.ref FROM pitch p WHERE p.state = 'covered' AND (SELECT SUM(a.balance) FROM account a"
        " WHERE a.kind IN ('reserved', 'promised') AND a.pitch_id = p.id) < (SELECT SUM(k.amount) FROM ask k"
        " JOIN revision v ON v.id = k.revision_id AND v.number = p.revision_no"
        " WHERE v.pitch_id = p.id AND k.tier = 'minimum')"
    ),
}
_RULES = {**{rule.name: rule.finds for rule in INVARIANTS}, **SUMS}
_WHOLE = text(
    " UNION ALL ".join(f"SELECT '{name}' AS rule, x.* FROM ({finds}) AS x" for name, finds in _RULES.items())
)


def broken(session: Session) -> Iterator[str]:
    """Every breach, as "invariant: row"; the session sees one moment throughout."""
    yield from (f"{name}: {row}" for name, row in session.execute(_WHOLE))
    for rule, finds in BY_COMPUTING:
        yield from (f"{rule.name}: {row}" for row in finds(session))
