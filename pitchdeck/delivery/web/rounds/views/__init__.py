"""The pages of rounds: a round and its stages, its plan, its shortlist."""

from pitchdeck.delivery.web.rounds.views import plans, rounds, shortlist
from pitchdeck.delivery.web.rounds.views.blueprint import bp

__all__ = ["bp", "plans", "rounds", "shortlist"]
