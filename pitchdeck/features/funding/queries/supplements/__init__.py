"""Questions about more money for funded pitches."""

from pitchdeck.features.funding.queries.supplements.facts import (
    Approval,
    Approved,
    approvals_of,
    approved_of,
    facts_of_supplement,
    seen_supplement,
)
from pitchdeck.features.funding.queries.supplements.paying import (
    PaysRow,
    StakeRow,
    held_for,
    investors_to_ask,
    next_tranche,
    purses_for,
    settled_by,
    stakes_in,
)
from pitchdeck.features.funding.queries.supplements.rows import (
    GIVEN,
    OPEN,
    SupplementRow,
    open_in_round,
    open_supplements,
    overdue,
    supplement_of_key,
    supplements_of,
)

__all__ = [
    "GIVEN",
    "OPEN",
    "Approval",
    "Approved",
    "PaysRow",
    "StakeRow",
    "SupplementRow",
    "approvals_of",
    "approved_of",
    "facts_of_supplement",
    "held_for",
    "investors_to_ask",
    "next_tranche",
    "open_in_round",
    "open_supplements",
    "overdue",
    "purses_for",
    "seen_supplement",
    "settled_by",
    "stakes_in",
    "supplement_of_key",
    "supplements_of",
]
