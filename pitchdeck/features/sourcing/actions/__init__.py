"""Setting finance's standard rates, and looking after vendors and their prices."""

from pitchdeck.features.sourcing.actions.capacity import set_capacity
from pitchdeck.features.sourcing.actions.rates import set_rate, set_value
from pitchdeck.features.sourcing.actions.vendors import (
    Price,
    add_rate_card,
    add_vendor,
    end_rate_card,
    end_vendor,
)

__all__ = [
    "Price",
    "add_rate_card",
    "add_vendor",
    "end_rate_card",
    "end_vendor",
    "set_capacity",
    "set_rate",
    "set_value",
]
