"""Questions about standard rates, vendors and their prices."""

from pitchdeck.features.sourcing.queries.capacity import CapacityRow, capacity_from
from pitchdeck.features.sourcing.queries.rates import RateRow, ValueRow, standard_rates, standard_values
from pitchdeck.features.sourcing.queries.vendors import (
    CardRow,
    VendorRow,
    rate_card_of_key,
    rate_cards,
    rate_cards_of,
    vendor_named,
    vendor_of_key,
    vendor_to_change,
    vendors,
)

__all__ = [
    "CapacityRow",
    "CardRow",
    "RateRow",
    "ValueRow",
    "VendorRow",
    "capacity_from",
    "rate_card_of_key",
    "rate_cards",
    "rate_cards_of",
    "standard_rates",
    "standard_values",
    "vendor_named",
    "vendor_of_key",
    "vendor_to_change",
    "vendors",
]
