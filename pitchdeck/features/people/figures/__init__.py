"""The arithmetic of signing in: one-time codes, and which rules a provider's claims meet."""

from pitchdeck.features.people.figures.claims import ClaimRule, met, rules_of
from pitchdeck.features.people.figures.codes import step_of_code

__all__ = ["ClaimRule", "met", "rules_of", "step_of_code"]
