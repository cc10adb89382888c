"""The arithmetic of signing in, of colours, and the rules that an organisation starts with."""

from pitchdeck.features.people.figures.claims import ClaimRule, met, rules_of
from pitchdeck.features.people.figures.codes import step_of_code
from pitchdeck.features.people.figures.colours import (
    DARK,
    LEAST,
    LIGHT,
    Legible,
    colour_of,
    contrast,
    fill,
    legible,
    pressed,
    soft,
)
from pitchdeck.features.people.figures.published import (
    PUBLISHED,
    SHARE,
    Published,
    Standard,
    standards,
    wrong_default,
)
from pitchdeck.features.people.figures.rules import (
    BY_PANEL,
    CONFLICT_DEFAULTS,
    LIMITS,
    TOLERANCES,
    UNIT_HOURS,
    first_rules,
    wrong_rules,
)

__all__ = [
    "BY_PANEL",
    "CONFLICT_DEFAULTS",
    "DARK",
    "LEAST",
    "LIGHT",
    "LIMITS",
    "PUBLISHED",
    "SHARE",
    "TOLERANCES",
    "UNIT_HOURS",
    "ClaimRule",
    "Legible",
    "Published",
    "Standard",
    "colour_of",
    "contrast",
    "fill",
    "first_rules",
    "legible",
    "met",
    "pressed",
    "rules_of",
    "soft",
    "standards",
    "step_of_code",
    "wrong_default",
    "wrong_rules",
]
