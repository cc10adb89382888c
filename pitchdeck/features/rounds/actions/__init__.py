"""The verbs of a round."""

from pitchdeck.features.rounds.actions.planning import (
    MOST_CRITERIA,
    YEARS,
    Plan,
    change_round,
    create_round,
    move,
    open_round,
    require_state,
    seat,
    set_criteria,
    unseat,
)
from pitchdeck.features.rounds.actions.rolling import (
    RollingPlan,
    change_rolling,
    create_rolling,
    start_rolling,
)

__all__ = [
    "MOST_CRITERIA",
    "YEARS",
    "Plan",
    "RollingPlan",
    "change_rolling",
    "change_round",
    "create_rolling",
    "create_round",
    "move",
    "open_round",
    "require_state",
    "seat",
    "set_criteria",
    "start_rolling",
    "unseat",
]
