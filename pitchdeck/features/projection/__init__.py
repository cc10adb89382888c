"""The sum: a pure calculation library from the inputs of a pitch to its figures.

It reads no clock, no database and no settings; money is in the major unit of the book currency and is rounded
only where it is frozen or asked for.
"""

from pitchdeck.features.projection.actuals_format import parse_actuals, realised_document
from pitchdeck.features.projection.asks import (
    asks_by_category,
    asks_by_fiscal_year,
    asks_by_line,
    fiscal_year_of,
    npv_per_constrained_budget,
)
from pitchdeck.features.projection.benefits import (
    BASES,
    METHODS,
    REALISATION_BY_KIND,
    REALISATIONS,
    BenefitLine,
)
from pitchdeck.features.projection.breakeven import BreakevenFacts, breakeven_sentence
from pitchdeck.features.projection.chances import chance_in_words
from pitchdeck.features.projection.checks import Check, CheckContext
from pitchdeck.features.projection.claims import claim_share, claimed_change, claims_total
from pitchdeck.features.projection.costs import (
    CATEGORIES,
    CostLine,
    Development,
    MspFixed,
    MspRetainer,
    MspTimeAndMaterials,
    OneOff,
    ParticipantTime,
    Prorated,
    Recurring,
    StaffAug,
)
from pitchdeck.features.projection.engine import project
from pitchdeck.features.projection.figure import Figure
from pitchdeck.features.projection.frozen import (
    ENGINE_VERSION,
    Frozen,
    figures_document,
    freeze,
    frozen_figures,
    inputs_hash,
    projection_as_frozen,
    recompute_differs,
    simulation_as_frozen,
    thaw,
)
from pitchdeck.features.projection.headline import Window, window_of
from pitchdeck.features.projection.inputs import Inputs, parse
from pitchdeck.features.projection.outcome import BenefitTotal, CostTotal, Lines, Projection
from pitchdeck.features.projection.realised import Actuals, Plan, Realised, Tolerances, realised
from pitchdeck.features.projection.rules import check
from pitchdeck.features.projection.simulation import DRAWS, Band, Simulation, simulate
from pitchdeck.features.projection.terms import InputError
from pitchdeck.features.projection.tornado import Swing, likely_roi
from pitchdeck.features.projection.track_record import OutsideView, TrackRecord, outside_view
from pitchdeck.features.projection.waterfall import Waterfall, waterfall

__all__ = [
    "BASES",
    "CATEGORIES",
    "DRAWS",
    "ENGINE_VERSION",
    "METHODS",
    "REALISATIONS",
    "REALISATION_BY_KIND",
    "Actuals",
    "Band",
    "BenefitLine",
    "BenefitTotal",
    "BreakevenFacts",
    "Check",
    "CheckContext",
    "CostLine",
    "CostTotal",
    "Development",
    "Figure",
    "Frozen",
    "InputError",
    "Inputs",
    "Lines",
    "MspFixed",
    "MspRetainer",
    "MspTimeAndMaterials",
    "OneOff",
    "OutsideView",
    "ParticipantTime",
    "Plan",
    "Projection",
    "Prorated",
    "Realised",
    "Recurring",
    "Simulation",
    "StaffAug",
    "Swing",
    "Tolerances",
    "TrackRecord",
    "Waterfall",
    "Window",
    "asks_by_category",
    "asks_by_fiscal_year",
    "asks_by_line",
    "breakeven_sentence",
    "chance_in_words",
    "check",
    "claim_share",
    "claimed_change",
    "claims_total",
    "figures_document",
    "fiscal_year_of",
    "freeze",
    "frozen_figures",
    "inputs_hash",
    "likely_roi",
    "npv_per_constrained_budget",
    "outside_view",
    "parse",
    "parse_actuals",
    "project",
    "projection_as_frozen",
    "realised",
    "realised_document",
    "recompute_differs",
    "simulate",
    "simulation_as_frozen",
    "thaw",
    "waterfall",
    "window_of",
]
