"""The pages of rounds: a round and its stages, its plan, its shortlist."""

from pitchdeck.delivery.web.rounds.views import plans, rolling, rounds, shortlist
from pitchdeck.delivery.web.rounds.views.blueprint import bp

__all__ = ["bp", "plans", "rolling", "rounds", "shortlist"]
