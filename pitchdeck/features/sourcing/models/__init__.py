"""With whom: finance's standard rates, vendors and their prices."""

from pitchdeck.features.sourcing.models.capacity import TeamCapacity
from pitchdeck.features.sourcing.models.rates import StandardRate, StandardValue
from pitchdeck.features.sourcing.models.vendors import (
    BOUGHT,
    UNITS_OF_PRICE,
    RateCard,
    RateCardEnd,
    Vendor,
    VendorEnd,
)

__all__ = [
    "BOUGHT",
    "UNITS_OF_PRICE",
    "RateCard",
    "RateCardEnd",
    "StandardRate",
    "StandardValue",
    "TeamCapacity",
    "Vendor",
    "VendorEnd",
]
