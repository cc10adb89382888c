"""The verbs of a pitch."""

from pitchdeck.features.pitches.actions.alternatives import save_intangibles, save_options, save_tiers
from pitchdeck.features.pitches.actions.asking import answer_claim, ask_sponsor
from pitchdeck.features.pitches.actions.comparing import use_comparison
from pitchdeck.features.pitches.actions.drafting import StepValues, add_co_author, create_pitch, save_draft
from pitchdeck.features.pitches.actions.filling import fill_draft
from pitchdeck.features.pitches.actions.heads import name_head
from pitchdeck.features.pitches.actions.moving import move
from pitchdeck.features.pitches.actions.screening import merge, open_scoring, redirect, screen, send_back
from pitchdeck.features.pitches.actions.submitting import submit
from pitchdeck.features.pitches.actions.taking_over import Running, take_over
from pitchdeck.features.pitches.actions.windows import ask_window, count_first_year

__all__ = [
    "Running",
    "StepValues",
    "add_co_author",
    "answer_claim",
    "ask_sponsor",
    "ask_window",
    "count_first_year",
    "create_pitch",
    "fill_draft",
    "merge",
    "move",
    "name_head",
    "open_scoring",
    "redirect",
    "save_draft",
    "save_intangibles",
    "save_options",
    "save_tiers",
    "screen",
    "send_back",
    "submit",
    "take_over",
    "use_comparison",
]
