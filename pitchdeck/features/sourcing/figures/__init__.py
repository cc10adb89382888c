"""Pure arithmetic of sourcing: engagement models as data, and the validity of prices."""

from pitchdeck.features.sourcing.figures.engagements import (
    ENGAGEMENTS,
    IN_HOUSE,
    UNITS,
    Engagement,
    prices_with_hours,
)
from pitchdeck.features.sourcing.figures.validity import NEVER_ENDS, last_day, overlap, role_key, state_on

__all__ = [
    "ENGAGEMENTS",
    "IN_HOUSE",
    "NEVER_ENDS",
    "UNITS",
    "Engagement",
    "last_day",
    "overlap",
    "prices_with_hours",
    "role_key",
    "state_on",
]
