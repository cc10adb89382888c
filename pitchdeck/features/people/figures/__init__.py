"""The arithmetic of signing in, and the rules that an organisation starts with."""

from pitchdeck.features.people.figures.claims import ClaimRule, met, rules_of
from pitchdeck.features.people.figures.codes import step_of_code
from pitchdeck.features.people.figures.rules import (
    BY_PANEL,
    CONFLICT_DEFAULTS,
    LIMITS,
    TOLERANCES,
    first_rules,
    wrong_rules,
)

__all__ = [
    "BY_PANEL",
    "CONFLICT_DEFAULTS",
    "LIMITS",
    "TOLERANCES",
    "ClaimRule",
    "first_rules",
    "met",
    "rules_of",
    "step_of_code",
    "wrong_rules",
]
