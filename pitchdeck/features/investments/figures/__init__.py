"""Plan beside actual of one investment: pure arithmetic over its frozen plan, its costs and its readings."""

from pitchdeck.features.investments.figures.calendar import (
    GRACE_DAYS,
    Due,
    due_periods,
    first_of_month,
    last_of_month,
    month_after,
    month_index,
)
from pitchdeck.features.investments.figures.promise import (
    Promise,
    TeamRate,
    UnitWorth,
    minor_of,
    promise_of,
    unit_worth,
)
from pitchdeck.features.investments.figures.reading import (
    Measured,
    benefit_of,
    derivation_of,
    improvement,
    moved_by,
)
from pitchdeck.features.investments.figures.standing import (
    Cost,
    Evidence,
    Happened,
    Standing,
    Strength,
    standing,
    tolerances_of,
)

__all__ = [
    "GRACE_DAYS",
    "Cost",
    "Due",
    "Evidence",
    "Happened",
    "Measured",
    "Promise",
    "Standing",
    "Strength",
    "TeamRate",
    "UnitWorth",
    "benefit_of",
    "derivation_of",
    "due_periods",
    "first_of_month",
    "improvement",
    "last_of_month",
    "minor_of",
    "month_after",
    "month_index",
    "moved_by",
    "promise_of",
    "standing",
    "tolerances_of",
    "unit_worth",
]
