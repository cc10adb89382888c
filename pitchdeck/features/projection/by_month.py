"""What every month and every line of a projection came to, as it is stored with a revision and read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pitchdeck.features.projection.benefits import REALISATIONS
from pitchdeck.features.projection.figure import Figure, Vector
from pitchdeck.features.projection.headline import Window
from pitchdeck.features.projection.inputs import Inputs
from pitchdeck.features.projection.outcome import BenefitTotal, CostTotal, Lines, Projection

VECTORS = ("budget_cost", "time_cost", "benefit", "cashable_benefit", "net", "cumulative")


def months_document(projection: Projection) -> dict[str, Any]:
    """The vectors, the window and the totals of the lines, as plain data."""
    return {
        **{name: getattr(projection, name) for name in VECTORS},
        "hours_by_team": projection.hours_by_team,
        "window": [projection.window.first, projection.window.last, int(projection.window.partial)],
        "costs": [[one.budget, one.time, one.hours, one.unused_hours] for one in projection.lines.costs],
        "benefits": [[one.headline, one.total] for one in projection.lines.benefits],
    }


def projection_of(inputs: Inputs, figures: Mapping[str, Figure], months: Mapping[str, Any]) -> Projection:
    """The projection that was stored; nothing of it is computed anew but the split, a quotient of figures."""
    first, last, partial = (int(float(one)) for one in months["window"])
    return Projection(
        figures=figures,
        **{name: _vector(months[name]) for name in VECTORS},
        hours_by_team={team: _vector(hours) for team, hours in months["hours_by_team"].items()},
        split=_split(figures),
        lines=Lines(
            tuple(
                CostTotal(line, *_vector(amounts))
                for line, amounts in zip(inputs.costs, months["costs"], strict=True)
            ),
            tuple(
                BenefitTotal(line, *_vector(amounts))
                for line, amounts in zip(inputs.benefits, months["benefits"], strict=True)
            ),
        ),
        window=Window(first, last, bool(partial)),
        rate=inputs.rate,
    )


def _vector(stored: Any) -> Vector:
    return tuple(float(amount) for amount in stored)


def _split(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    whole = max(0.0, figures["headline_benefit"].value or 0.0)
    return {
        realisation: Figure.ratio(
            figures[f"{realisation}_benefit"].value or 0.0, whole, otherwise="no_benefit"
        )
        for realisation in REALISATIONS
    }
