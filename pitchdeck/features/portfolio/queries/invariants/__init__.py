"""What must hold in every database at every moment: each invariant as one statement that finds its breaches.

`pitchdeck verify` runs them all on one snapshot and names the rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from pitchdeck.features.portfolio.queries.invariants.decisions import DECISIONS
from pitchdeck.features.portfolio.queries.invariants.ledger import LEDGER
from pitchdeck.features.portfolio.queries.invariants.pitches import PITCHES
from pitchdeck.features.portfolio.queries.invariants.revisions import broken_revisions
from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

SHOWN = 20
"""Breaches of one invariant that are named; the rest are counted."""

INVARIANTS: tuple[Invariant, ...] = (*LEDGER, *DECISIONS, *PITCHES)
REVISIONS = Invariant("revision_reproduces", "a revision's hash and figures can be computed again", "")


@dataclass(frozen=True, slots=True)
class Breach:
    """A row that breaks an invariant: the invariant's name, what it says, and the row in words."""

    invariant: str
    says: str
    row: str


def breaches(session: Session) -> Iterator[Breach]:
    """Every breach of every invariant, the session being a snapshot; nothing when the database is sound."""
    for invariant in INVARIANTS:
        rows = session.execute(text(invariant.finds)).scalars().all()
        yield from (Breach(invariant.name, invariant.says, row) for row in rows[:SHOWN])
        if len(rows) > SHOWN:
            yield Breach(invariant.name, invariant.says, f"and {len(rows) - SHOWN} more rows")
    yield from (Breach(REVISIONS.name, REVISIONS.says, row) for row in broken_revisions(session))


def names() -> tuple[str, ...]:
    """All invariants by name."""
    return (*(invariant.name for invariant in INVARIANTS), REVISIONS.name)
