"""Questions about standard rates."""

from pitchdeck.features.sourcing.queries.rates import RateRow, standard_rates

__all__ = ["RateRow", "standard_rates"]
