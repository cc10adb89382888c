"""What changed between two submitted versions, and whether those who judged the older one must look again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pitchdeck.features.pitches.figures.content import Content
from pitchdeck.features.projection import BenefitTotal, CostTotal

MATERIAL_PCT = 10
"""A change of the ask or of the benefit from this on is material (domain.md, "Life of a pitch")."""

FIGURES = (
    ("ask", "minor"),
    ("minimum", "minor"),
    ("total_time_cost", "major"),
    ("headline_benefit", "major"),
    ("roi_net_pct", "percentage"),
    ("payback_months", "months"),
    ("npv", "major"),
)
"""Figures that are compared, the one that a reader cares most about first, and what they count."""

NAMES = (("goal", "text"), ("measure", "text"), ("sponsor", "text"))
WORDS = (
    *(("title", "text"), ("problem", "text"), ("nothing_minor", "minor"), ("cause", "text")),
    *(("solution", "text"), ("audience", "text"), ("people", "number"), ("hours_each", "hours")),
    *(("start_on", "month"), ("launch_month", "number"), ("headline_months", "months")),
    ("engagement", "code"),
    *(("level_1", "text"), ("level_2", "text"), ("level_3", "text"), ("readings", "list")),
    *(("isolation_plan", "code"), ("risk", "text"), ("risk_answer", "text"), ("stop_rule", "text")),
)
FACTORS = (
    *(("units", "number"), ("delta", "number"), ("value", "number"), ("adoption", "share")),
    *(("isolation", "share"), ("confidence", "share")),
)
"""What one benefit is reckoned from."""


@dataclass(frozen=True, slots=True)
class Version:
    """A submitted version as far as it is compared; `figures` hold FIGURES, None where there is none."""

    content: Content
    names: Mapping[str, str]
    figures: Mapping[str, Decimal | int | None]
    costs: Sequence[CostTotal]
    benefits: Sequence[BenefitTotal]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: `part` of what it is, its name, how its values count, and both values.

    A line that was added has nothing before, one that was removed nothing after.
    """

    part: str
    name: str
    unit: str
    before: Any
    after: Any


def changes(before: Version, after: Version) -> tuple[Change, ...]:
    """Everything that differs, figures first, then whom and what it serves, words, costs and benefits."""
    return (
        *_of("figure", FIGURES, before.figures, after.figures),
        *_of("name", NAMES, before.names, after.names),
        *_of("word", WORDS, _said(before.content), _said(after.content)),
        *_of_costs(before.costs, after.costs),
        *_of_benefits(before.benefits, after.benefits),
    )


def material(found: Iterable[Change]) -> tuple[str, ...]:
    """What makes a change material: whoever judged the version before judges this one again."""
    return tuple(change.name for change in found if _is_material(change))


def _is_material(change: Change) -> bool:
    if change.part == "figure" and change.name in {"ask", "headline_benefit"}:
        return _moved(change.before, change.after)
    return change.part == "name" or (change.part == "word" and change.name == "audience")


def _moved(before: Decimal | int | None, after: Decimal | int | None) -> bool:
    """Whether a figure moved by the material share or more; what came or went altogether did."""
    if not before or after is None:
        return before != after
    return abs(Decimal(after) - Decimal(before)) * 100 >= abs(Decimal(before)) * MATERIAL_PCT


def _said(content: Content) -> dict[str, Any]:
    return {name: getattr(content, name) for name, _unit in WORDS}


def _of(
    part: str, names: Iterable[tuple[str, str]], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Change]:
    for name, unit in names:
        if before.get(name) != after.get(name):
            yield Change(part, name, unit, before.get(name), after.get(name))


def _of_costs(before: Sequence[CostTotal], after: Sequence[CostTotal]) -> Iterator[Change]:
    old, new = _named(before), _named(after)
    for name in dict.fromkeys((*old, *new)):
        was, now = (each[name].budget + each[name].time if name in each else None for each in (old, new))
        if was != now:
            yield Change("cost", name[0], "major", was, now)


def _of_benefits(before: Sequence[BenefitTotal], after: Sequence[BenefitTotal]) -> Iterator[Change]:
    old, new = _named(before), _named(after)
    for name in dict.fromkeys((*old, *new)):
        was, now = (each[name].headline if name in each else None for each in (old, new))
        if was != now:
            yield Change("benefit", name[0], "major", was, now)
        if was is not None and now is not None:
            factors = (
                {factor: getattr(each[name].line, factor) for factor, _ in FACTORS} for each in (old, new)
            )
            yield from _of(name[0], FACTORS, *factors)


def _named(lines: Sequence[Any]) -> dict[tuple[str, int], Any]:
    """Lines by what they are called and, of several with one name, by which of them."""
    found: dict[tuple[str, int], Any] = {}
    for total in lines:
        line = total.line
        called = getattr(line, "label", "") or getattr(line, "name", "") or line.kind
        place = 0
        while (called, place) in found:
            place += 1
        found[called, place] = total
    return found
