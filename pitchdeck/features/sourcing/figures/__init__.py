"""Pure arithmetic of sourcing: engagement models as data, validity, prices of the same work, and advice."""

from pitchdeck.features.sourcing.figures.advising import LEVELS, MOST_POINTS, NATURES, Advice, Fit, advise
from pitchdeck.features.sourcing.figures.engagements import (
    ENGAGEMENTS,
    IN_HOUSE,
    UNITS,
    Engagement,
    prices_with_hours,
)
from pitchdeck.features.sourcing.figures.lines import paid
from pitchdeck.features.sourcing.figures.pricing import Priced, own_hours, priced
from pitchdeck.features.sourcing.figures.quarters import (
    Room,
    month_after,
    quarter_name,
    quarter_of,
    quarters_from,
)
from pitchdeck.features.sourcing.figures.scope import (
    DAYS_PER_MONTH,
    HOURS_PER_DAY,
    RESERVES,
    Card,
    Scope,
    Standard,
    Work,
)
from pitchdeck.features.sourcing.figures.validity import NEVER_ENDS, last_day, overlap, role_key, state_on

__all__ = [
    "DAYS_PER_MONTH",
    "ENGAGEMENTS",
    "HOURS_PER_DAY",
    "IN_HOUSE",
    "LEVELS",
    "MOST_POINTS",
    "NATURES",
    "NEVER_ENDS",
    "RESERVES",
    "UNITS",
    "Advice",
    "Card",
    "Engagement",
    "Fit",
    "Priced",
    "Room",
    "Scope",
    "Standard",
    "Work",
    "advise",
    "last_day",
    "month_after",
    "overlap",
    "own_hours",
    "paid",
    "priced",
    "prices_with_hours",
    "quarter_name",
    "quarter_of",
    "quarters_from",
    "role_key",
    "state_on",
]
