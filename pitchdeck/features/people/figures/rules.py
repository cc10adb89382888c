"""The rules that every organisation starts with, and what must hold between them; finance changes them."""

from collections.abc import Mapping
from typing import Any

from pitchdeck.base.money import exponent

SMALL_MAJOR, LARGE_MAJOR = 5_000, 100_000
"""Up to the first an ask is small, from the second on it is large (domain.md, "Life of a pitch")."""
QUOTE_MAJOR = 5_000
"""A line of outside spending above this should name its quote."""
SINGLE_MAJOR = 25_000
"""Up to this total a programme is released in one go."""
TOLERANCES: Mapping[str, float] = {
    "benefit_green": 0.95,
    "benefit_amber": 0.80,
    "cost_green": 1.00,
    "cost_amber": 1.10,
}
"""Fractions of the plan: benefit at least, cost at most (domain.md, "Life of an investment")."""
UNIT_HOURS = "unit_hours"
FIRST_UNIT_HOURS = 40
"""Above so many hours of a unit's people in a quarter its head agrees (domain.md, "Life of money")."""
LIMITS = ("small_minor", "large_minor", "quote_minor", "single_minor")
BY_PANEL = "by_panel"
CONFLICT_DEFAULTS = (BY_PANEL, "disclose", "strict")


def first_rules(currency: str) -> dict[str, Any]:
    """What an organisation starts with, amounts in minor units of its currency."""
    unit = 10 ** exponent(currency)
    majors = (SMALL_MAJOR, LARGE_MAJOR, QUOTE_MAJOR, SINGLE_MAJOR)
    limits = {name: major * unit for name, major in zip(LIMITS, majors, strict=True)}
    return {**limits, **TOLERANCES, "conflict_default": BY_PANEL, UNIT_HOURS: FIRST_UNIT_HOURS}


def wrong_rules(rules: Mapping[str, Any]) -> dict[str, str]:
    """What does not hold between rules, by the name of the one to change, in words."""
    wrong = {}
    if rules["small_minor"] >= rules["large_minor"]:
        wrong["large_minor"] = "A large ask begins above the highest small one. Enter a higher amount."
    if rules["benefit_amber"] > rules["benefit_green"]:
        wrong["benefit_amber"] = "Amber begins below green: enter at most the share for green."
    if rules["cost_amber"] < rules["cost_green"]:
        wrong["cost_amber"] = "Amber ends above green: enter at least the share for green."
    return wrong
