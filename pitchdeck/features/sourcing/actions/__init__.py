"""Setting finance's standard rates."""

from pitchdeck.features.sourcing.actions.rates import set_rate

__all__ = ["set_rate"]
