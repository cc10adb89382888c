"""Which line of a revision each line of its highest tier is, and the print of what a line says."""

import hashlib
import json
from collections.abc import Sequence

from pitchdeck.features.pitches.figures.content import Content, CostRow, Settings
from pitchdeck.features.pitches.figures.needing import needs_of_cost
from pitchdeck.features.pitches.figures.projecting import cost_lines
from pitchdeck.features.pitches.figures.tiers import is_out, of_tier

NOWHERE = -1
"""The position of lines that are in the stretch tier alone."""


def line_print(line: CostRow) -> str:
    """The same for two lines that say the same; where a figure comes from is not part of it."""
    said = {"kind": line.kind, "category": line.category, "label": line.label, "terms": dict(line.terms)}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def positions(content: Content, tier: str, settings: Settings) -> tuple[int, ...]:
    """For each line of cost of a tier its position among the requested ones; NOWHERE when it has none."""
    requested = _origins(content, "requested", settings)
    return tuple(
        requested.index(origin) if origin in requested else NOWHERE
        for origin in _origins(content, tier, settings)
    )


def _origins(content: Content, tier: str, settings: Settings) -> Sequence[int | None]:
    """The draft's line behind each line of a tier; None for the line that finance's standard rate makes."""
    alone = of_tier(content, tier)
    kept = [
        place for place, line in enumerate(content.costs) if not (content.has_tiers and is_out(line, tier))
    ]
    ready = [place for place, line in zip(kept, alone.costs, strict=True) if not needs_of_cost(line)]
    made = len(cost_lines(alone, settings)) - len(ready)
    return (*[None] * made, *ready)
