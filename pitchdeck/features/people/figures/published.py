"""Published figures that drafts start from until finance enters its own, each with its source and year."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SHARE, RATIO, HOURS, MONEY = "share", "ratio", "hours", "money"
_HOUSE = "The house's table, by where an estimate comes from"
_ATD = "ATD, time to build an hour of learning"


@dataclass(frozen=True, slots=True)
class Published:
    """A figure with what it counts in, who says so and when; `only` for who keeps that currency."""

    label: str
    value: float
    unit: str
    source: str
    year: str = ""
    only: str = ""


PUBLISHED: Mapping[str, Published] = {
    "adoption": Published(
        "People who apply what they learn", 0.55, SHARE, "CEB: 45% of what is learned is never applied"
    ),
    "confidence_own_measured_result": Published("Sure of: own measured result", 0.8, SHARE, _HOUSE, "2026"),
    "confidence_published_study": Published("Sure of: published study", 0.6, SHARE, _HOUSE, "2026"),
    "confidence_expert": Published("Sure of: an expert", 0.6, SHARE, _HOUSE, "2026"),
    "confidence_manager": Published("Sure of: managers", 0.5, SHARE, _HOUSE, "2026"),
    "confidence_participant": Published("Sure of: participants", 0.5, SHARE, _HOUSE, "2026"),
    "confidence_assumption": Published("Sure of: an assumption", 0.4, SHARE, _HOUSE, "2026"),
    "ratio_classroom": Published("Building an hour: classroom", 38, RATIO, _ATD, "2017"),
    "ratio_virtual": Published("Building an hour: virtual classroom", 28, RATIO, _ATD, "2017"),
    "ratio_e_learning_1": Published("Building an hour: e-learning, level 1", 42, RATIO, _ATD, "2017"),
    "ratio_e_learning_2": Published("Building an hour: e-learning, level 2", 71, RATIO, _ATD, "2017"),
    "ratio_e_learning_3": Published("Building an hour: e-learning, level 3", 130, RATIO, _ATD, "2017"),
    "ratio_e_learning_4": Published("Building an hour: e-learning, level 4", 143, RATIO, _ATD, "2017"),
    "hours_per_employee": Published("Learning hours per employee and year", 13.7, HOURS, "ATD", "2024"),
    "cost_per_learning_hour": Published("Cost of a learning hour", 165, MONEY, "ATD", "2024", only="USD"),
}
"""By name; hours per employee and the cost of an hour are never derived from one another."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A default as it counts now; `own` when finance entered it, `value` None when none is known here."""

    name: str
    label: str
    value: float | None
    unit: str
    source: str
    dated: str
    own: bool


def standards(entered: Mapping[str, Any], currency: str) -> dict[str, Standard]:
    """Each default by name: what finance entered, else what is published."""
    found = {}
    for name, each in PUBLISHED.items():
        own = entered.get(name)
        if own is not None:
            row = (own["value"], own["source"], own["dated_on"], True)
        elif each.only in {"", currency}:
            row = (each.value, each.source, each.year, False)
        else:
            row = (None, "", "", False)
        value, source, dated, entered_here = row
        found[name] = Standard(name, each.label, value, each.unit, source, dated, entered_here)
    return found


def wrong_default(name: str, value: float) -> str:
    """Why a value cannot be this default, in words; empty when it can."""
    unit = PUBLISHED[name].unit
    if unit == SHARE and not 0 < value <= 1:
        return "Enter a share above 0 and up to 100%."
    if name.startswith("confidence_") and value >= 1:
        return "Before anything is measured nobody is fully sure: enter less than 100%."
    return "" if value > 0 else "Enter a number above zero."
