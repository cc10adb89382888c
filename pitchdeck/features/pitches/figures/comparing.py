"""One scope under every engagement model, added up by the projection, and what of it a draft keeps."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from pitchdeck.base.money import to_minor
from pitchdeck.features.pitches.figures.content import Content, CostRow, Settings
from pitchdeck.features.pitches.figures.projecting import HORIZON
from pitchdeck.features.projection import InputError, parse, project
from pitchdeck.features.sourcing.figures import (
    ENGAGEMENTS,
    Advice,
    Card,
    Engagement,
    Priced,
    Scope,
    Standard,
    advise,
    priced,
)

OWN_TEAMS = ("development", "supervision")
"""Whose hours the team of learning people works; those of participants are others' time."""
WORK = ("development", "msp_fixed", "msp_tm", "msp_retainer", "staff_aug")
"""Kinds of line that say who does the work."""
_OF_THE_LINE = frozenset({"kind", "category", "label", "source"})
_NEAR = 0.005
"""How far the lines may move, as a share, before the comparison no longer speaks of them."""


@dataclass(frozen=True, slots=True)
class Way:
    """One engagement model for the scope: money in minor units, hours of the own team, and its lines."""

    engagement: str
    budget_minor: int
    time_minor: int
    own_hours: float
    unused_hours: float
    lines: tuple[CostRow, ...]
    rests_on: tuple[str, ...]
    notes: tuple[str, ...]
    why_not: str
    vendor: str

    @property
    def total_minor(self) -> int:
        """Budget cost and people's time together."""
        return self.budget_minor + self.time_minor


@dataclass(frozen=True, slots=True)
class Comparison:
    """A scope, the five ways to have it done, and the advice."""

    scope: Scope
    ways: tuple[Way, ...]
    advice: Advice

    def way(self, engagement: str) -> Way | None:
        """The way of this model; None when there is no such model."""
        return next((way for way in self.ways if way.engagement == engagement), None)


def compare(
    scope: Scope, cards: tuple[Card, ...], standard: Standard | None, settings: Settings
) -> Comparison:
    """Every engagement model for a scope; the totals are the projection's own."""
    rows = priced(scope, cards, standard)
    ways = tuple(_way(row, settings) for row in rows)
    totals = {way.engagement: float(way.total_minor) for way in ways if way.lines}
    return Comparison(scope, ways, advise(scope, rows, totals))


def _way(row: Priced, settings: Settings) -> Way:
    projection = project(parse({"horizon": HORIZON, "costs": list(row.lines)}))
    return Way(
        engagement=row.engagement,
        budget_minor=_minor(sum(projection.budget_cost), settings),
        time_minor=_minor(sum(projection.time_cost), settings),
        own_hours=row.own_hours,
        unused_hours=sum(line.unused_hours for line in projection.lines.costs),
        lines=tuple(_cost_row(line) for line in row.lines),
        rests_on=_rests_on(row),
        notes=row.notes,
        why_not=row.why_not,
        vendor=row.vendor,
    )


def _minor(amount: float, settings: Settings) -> int:
    return to_minor(Decimal(repr(float(amount))), settings.currency)


def _cost_row(line: Mapping[str, Any]) -> CostRow:
    terms = {
        name: value for name, value in line.items() if name not in {"kind", "category", "label", "source"}
    }
    return CostRow(line["kind"], line["category"], line["label"], terms, line["source"])


def _rests_on(row: Priced) -> tuple[str, ...]:
    if row.cards:
        return tuple(
            f"{card.vendor}, {card.role}: {card.source}, {_until(card)}" for card in dict.fromkeys(row.cards)
        )
    return tuple(dict.fromkeys(line["source"] for line in row.lines if line["source"]))


def _until(card: Card) -> str:
    ends = "" if card.last_on.year == card.last_on.max.year else f" to {card.last_on:%Y-%m-%d}"
    return f"valid from {card.valid_from:%Y-%m-%d}{ends}"


def frozen_comparison(
    found: Comparison, chosen: str, replaced: tuple[CostRow, ...], *, used_on: str
) -> dict[str, Any]:
    """What a draft keeps of the comparison that it used, as plain JSON; money in minor units."""
    scope = asdict(found.scope) | {"starts_on": found.scope.starts_on.isoformat()}
    way = found.way(chosen)
    return {
        "chosen": chosen,
        "advised": list(found.advice.best),
        "reasons": list(found.advice.sentences),
        "scope": scope,
        "ways": [
            {
                "engagement": one.engagement,
                "budget_minor": one.budget_minor,
                "time_minor": one.time_minor,
                "own_hours": one.own_hours,
                "priced": bool(one.lines),
                "rests_on": list(one.rests_on),
                "why_not": one.why_not,
                "vendor": one.vendor,
            }
            for one in found.ways
        ],
        "lines": [asdict(line) for line in (way.lines if way else ())],
        "replaced": [line.label or line.kind for line in replaced],
        "used_on": used_on,
    }


def replaceable(content: Content) -> frozenset[int]:
    """Which lines a use would replace: those of the last use, or the own team's work before any."""
    used = content.comparison
    if used:
        written = {(line["kind"], line["label"]) for line in used["lines"]}
        return frozenset(
            place for place, line in enumerate(content.costs) if (line.kind, line.label) in written
        )
    return frozenset(
        place
        for place, line in enumerate(content.costs)
        if line.kind == "development" and not line.terms.get("cash")
    )


def comparison_holds(content: Content) -> bool:
    """Whether model and lines are still those that the comparison wrote, to half a per cent of their cost."""
    used = content.comparison
    if not used or used["chosen"] != content.engagement:
        return False
    written = tuple(CostRow(**line) for line in used["lines"])
    names = {(line.kind, line.label) for line in written}
    there = tuple(line for line in content.costs if (line.kind, line.label) in names)
    if len(there) != len(written):
        return False
    before, now = _whole(written), _whole(there)
    return abs(now - before) <= _NEAR * max(before, now)


@dataclass(frozen=True, slots=True)
class Used:
    """A comparison that a draft used, and whether its lines still say so; `data` as it was frozen."""

    data: Mapping[str, Any]
    holds: bool
    models: Mapping[str, Engagement]

    @property
    def vendor(self) -> str:
        """Whose prices the chosen model rests on; empty for work in-house."""
        return next(
            (str(way["vendor"]) for way in self.data["ways"] if way["engagement"] == self.data["chosen"]), ""
        )

    @property
    def reason(self) -> str:
        """The sentence that advises the chosen model; empty where another one was advised, or it changed."""
        advised = self.holds and self.data["chosen"] in self.data["advised"]
        return str(self.data["reasons"][0]) if advised else ""


def used_comparison(content: Content) -> Used | None:
    """The comparison that this version of the pitch used; None where it used none."""
    if not content.comparison:
        return None
    return Used(content.comparison, comparison_holds(content), ENGAGEMENTS)


def _whole(lines: tuple[CostRow, ...]) -> float:
    """What the lines cost in all; nothing when one of them cannot be read any more."""
    data = [{"kind": line.kind, "label": line.label, **line.terms} for line in lines]
    try:
        return project(parse({"horizon": HORIZON, "costs": data})).figures["total_cost"].value or 0.0
    except InputError:
        return 0.0


def model_names() -> dict[str, str]:
    """The engagement models by key, as pages name them."""
    return {key: model.name for key, model in ENGAGEMENTS.items()}
