"""Pure arithmetic of a pitch: from what a draft says to its projection, claim, gaps and checks."""

from pitchdeck.features.pitches.figures.claiming import Claimed, Gap, claim_sentence, claimed
from pitchdeck.features.pitches.figures.content import BenefitRow, Content, CostRow, Settings
from pitchdeck.features.pitches.figures.missing import STEP_OF_CHECK, STEPS, Missing, missing, step_of
from pitchdeck.features.pitches.figures.projecting import (
    Projected,
    asks_of,
    cost_lines,
    data_of,
    is_of_audience,
    minimum_by_year,
    nothing_claimed,
    projected,
)
from pitchdeck.features.pitches.figures.templates import (
    ADOPTION,
    BURDENED_BY_STANDARD,
    CONFIDENCE,
    RATIOS,
    TEMPLATES,
    Template,
    benefit_of,
)

__all__ = [
    "ADOPTION",
    "BURDENED_BY_STANDARD",
    "CONFIDENCE",
    "RATIOS",
    "STEPS",
    "STEP_OF_CHECK",
    "TEMPLATES",
    "BenefitRow",
    "Claimed",
    "Content",
    "CostRow",
    "Gap",
    "Missing",
    "Projected",
    "Settings",
    "Template",
    "asks_of",
    "benefit_of",
    "claim_sentence",
    "claimed",
    "cost_lines",
    "data_of",
    "is_of_audience",
    "minimum_by_year",
    "missing",
    "nothing_claimed",
    "projected",
    "step_of",
]
