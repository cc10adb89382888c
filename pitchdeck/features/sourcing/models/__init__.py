"""With whom: finance's standard rates."""

from pitchdeck.features.sourcing.models.rates import StandardRate

__all__ = ["StandardRate"]
