"""What must hold in every database at every moment: what finds the breaches of each invariant.

`pitchdeck verify` runs them all on one snapshot and names the rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from pitchdeck.features.portfolio.queries.invariants.acts import ACTS
from pitchdeck.features.portfolio.queries.invariants.advances import ADVANCES
from pitchdeck.features.portfolio.queries.invariants.checks import CHECKS, CHECKS_COMPUTED
from pitchdeck.features.portfolio.queries.invariants.closing import CLOSING, COMPUTED_CLOSING
from pitchdeck.features.portfolio.queries.invariants.commitments import COMMITMENTS
from pitchdeck.features.portfolio.queries.invariants.computed import COMPUTED
from pitchdeck.features.portfolio.queries.invariants.contracts import CONTRACTS
from pitchdeck.features.portfolio.queries.invariants.decisions import DECISIONS
from pitchdeck.features.portfolio.queries.invariants.ending import ENDING
from pitchdeck.features.portfolio.queries.invariants.funds import FUNDS
from pitchdeck.features.portfolio.queries.invariants.gates import GATES
from pitchdeck.features.portfolio.queries.invariants.hours import HOURS, HOURS_COMPUTED
from pitchdeck.features.portfolio.queries.invariants.ledger import LEDGER
from pitchdeck.features.portfolio.queries.invariants.openings import OPENINGS
from pitchdeck.features.portfolio.queries.invariants.pitches import PITCHES
from pitchdeck.features.portfolio.queries.invariants.references import REFERENCES
from pitchdeck.features.portfolio.queries.invariants.restrictions import RESTRICTIONS
from pitchdeck.features.portfolio.queries.invariants.rounds import ROUNDS
from pitchdeck.features.portfolio.queries.invariants.search import SEARCH
from pitchdeck.features.portfolio.queries.invariants.shortfalls import SHORTFALLS
from pitchdeck.features.portfolio.queries.invariants.standing import STANDING
from pitchdeck.features.portfolio.queries.invariants.statement import Invariant
from pitchdeck.features.portfolio.queries.invariants.supplements import SUPPLEMENTS
from pitchdeck.features.portfolio.queries.invariants.windows import WINDOWS

SHOWN = 20
"""Breaches of one invariant that are named; the rest are counted."""

INVARIANTS: tuple[Invariant, ...] = (
    *LEDGER,
    *CONTRACTS,
    *FUNDS,
    *CLOSING,
    *RESTRICTIONS,
    *COMMITMENTS,
    *ADVANCES,
    *DECISIONS,
    *CHECKS,
    *STANDING,
    *HOURS,
    *ENDING,
    *WINDOWS,
    *ROUNDS,
    *REFERENCES,
    *PITCHES,
    *OPENINGS,
    *SHORTFALLS,
    *SUPPLEMENTS,
    *GATES,
    *ACTS,
)

BY_COMPUTING = (*COMPUTED, *COMPUTED_CLOSING, *HOURS_COMPUTED, *CHECKS_COMPUTED, *SEARCH)


@dataclass(frozen=True, slots=True)
class Breach:
    """A row that breaks an invariant: the invariant's name, what it says, and the row in words."""

    invariant: str
    says: str
    row: str


def breaches(session: Session) -> Iterator[Breach]:
    """Every breach of every invariant, the session being a snapshot; nothing when the database is sound."""
    for invariant in INVARIANTS:
        yield from _named(invariant, session.execute(text(invariant.finds)).scalars().all())
    for invariant, finds in BY_COMPUTING:
        yield from _named(invariant, tuple(finds(session)))


def _named(invariant: Invariant, rows: Sequence[str]) -> Iterator[Breach]:
    # In an order of their own: what is shown of many is the same on every database and at every time.
    yield from (Breach(invariant.name, invariant.says, row) for row in sorted(rows)[:SHOWN])
    if len(rows) > SHOWN:
        yield Breach(invariant.name, invariant.says, f"and {len(rows) - SHOWN} more rows")


def names() -> tuple[str, ...]:
    """All invariants by name."""
    return (
        *(invariant.name for invariant in INVARIANTS),
        *(invariant.name for invariant, _finds in BY_COMPUTING),
    )
