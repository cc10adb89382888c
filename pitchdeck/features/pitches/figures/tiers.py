"""The tiers of a pitch: which lines each has, what it asks, and what keeps two tiers apart."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pitchdeck.features.pitches.figures.content import BenefitRow, Content, CostRow, Settings, Terms
from pitchdeck.features.pitches.figures.projecting import (
    Projected,
    asks_of,
    is_of_audience,
    minimum_by_year,
    projected,
)

TIERS = ("minimum", "requested", "stretch")
OUT: Terms = {"out": True}

Line = TypeVar("Line", CostRow, BenefitRow)


def is_out(line: CostRow | BenefitRow, tier: str) -> bool:
    """Whether a line is left out of a tier."""
    return bool(line.tiers.get(tier, {}).get("out"))


LineTiers = Mapping[str, Terms]
"""How a line differs by tier: left out, or other terms."""


def with_tiers(content: Content, costs: Sequence[LineTiers], benefits: Sequence[LineTiers]) -> Content:
    """The content with each line's tiers as given, in the order of the lines.

    What is not requested is not in the minimum either, unless the minimum says other terms for it.
    """
    made = replace(
        content,
        costs=tuple(
            replace(line, tiers=_whole(given)) for line, given in zip(content.costs, costs, strict=True)
        ),
        benefits=tuple(
            replace(line, tiers=_whole(given)) for line, given in zip(content.benefits, benefits, strict=True)
        ),
    )
    return replace(made, minimum_minor=None) if "minimum" in made.tiers else made


def _whole(given: LineTiers) -> dict[str, dict[str, Any]]:
    tiers = {tier: dict(terms) for tier, terms in given.items() if terms}
    if tiers.get("requested", {}).get("out"):
        tiers.setdefault("minimum", dict(OUT))
    return tiers


def of_tier(content: Content, tier: str) -> Content:
    """The content as one tier has it: lines inherited, left out or with other terms, and nothing of others.

    Other people or hours on the line of those who learn are other people and hours of the whole tier.
    """
    if not content.has_tiers:
        return content
    audience: dict[str, Any] = {}
    for line in content.costs:
        if is_of_audience(line, content):
            terms = line.tiers.get(tier, {})
            audience |= {
                column: None if is_out(line, tier) else terms[name]
                for name, column in (("people", "people"), ("hours", "hours_each"))
                if name in terms or is_out(line, tier)
            }
    return replace(
        content, costs=_lines(content.costs, tier), benefits=_lines(content.benefits, tier), **audience
    )


def _lines(lines: tuple[Line, ...], tier: str) -> tuple[Line, ...]:
    return tuple(
        replace(line, terms=dict(line.terms) | dict(line.tiers.get(tier, {})), tiers={})
        for line in lines
        if not is_out(line, tier)
    )


@dataclass(frozen=True, slots=True)
class Tier:
    """What one tier comes to; `found` is None for a minimum that is an amount and not made of lines."""

    name: str
    asks: Mapping[int, int]
    found: Projected | None

    @property
    def ask_minor(self) -> int:
        """The whole ask, in minor units."""
        return sum(self.asks.values())


def tiers_of(content: Content, settings: Settings, found: Projected | None = None) -> tuple[Tier, ...]:
    """Every tier of a pitch, the lowest first; the minimum is there as an amount, too, when it is lower.

    `found` is the requested one's projection, where it has been computed already.
    """
    requested = _made_of_lines(content, "requested", settings, found)
    least = minimum_by_year(requested.asks, content.minimum_minor)
    lowest = None
    if "minimum" in content.tiers:
        lowest = _made_of_lines(content, "minimum", settings)
    elif sum(least.values()) < requested.ask_minor:
        lowest = Tier("minimum", least, None)
    stretch = _made_of_lines(content, "stretch", settings) if "stretch" in content.tiers else None
    return tuple(tier for tier in (lowest, requested, stretch) if tier is not None)


def _made_of_lines(content: Content, tier: str, settings: Settings, found: Projected | None = None) -> Tier:
    own = of_tier(content, tier)
    found = found or projected(own, settings)
    return Tier(tier, asks_of(own, settings, found.projection), found)


def out_of_order(tiers: Sequence[Tier], amount: Callable[[int], str]) -> dict[str, str]:
    """What is wrong between tiers, by tier, in words: a higher one asks no less of any year, and differs."""
    found: dict[str, str] = {}
    by_name = {tier.name: tier for tier in tiers}
    requested = by_name["requested"]
    if "minimum" in by_name:
        for year, asked in sorted(by_name["minimum"].asks.items()):
            if asked > requested.asks.get(year, 0):
                found["minimum"] = (
                    f"The minimum asks {amount(asked)} of {year}, more than the "
                    f"{amount(requested.asks.get(year, 0))} requested. Leave a line out, or lower it."
                )
                break
    if "stretch" in by_name:
        for year, asked in sorted(requested.asks.items()):
            if asked > by_name["stretch"].asks.get(year, 0):
                found["stretch"] = (
                    f"The stretch tier asks {amount(by_name['stretch'].asks.get(year, 0))} of {year}, less "
                    f"than the {amount(asked)} requested. It has to be the larger programme."
                )
                break
    return found | _same_as_requested(tiers, requested, found)


def _same_as_requested(tiers: Sequence[Tier], requested: Tier, found: Mapping[str, str]) -> dict[str, str]:
    return {
        tier.name: f"The {tier.name} tier comes to the same as what is requested. "
        "Change a line in it, or put every line back to “as requested”."
        for tier in tiers
        if tier is not requested
        and tier.name not in found
        and tier.found is not None
        and requested.found is not None
        and tier.found.inputs == requested.found.inputs
    }


def keeping_tiers(lines: tuple[Line, ...], before: Sequence[Line]) -> tuple[Line, ...]:
    """Lines as a form without tiers saves them, with the tiers of the lines that they were before.

    A line is known by its kind, label and terms, then by kind and label, then by kind and terms, then as the
    only one of its kind that is left when none was added or removed. Lines that name tiers keep their own.
    """
    if any(line.tiers for line in lines) or not any(line.tiers for line in before):
        return lines
    kept = list(lines)
    open_ = list(range(len(lines)))
    left = list(before)
    for same in (_as_written, _by_label, _by_terms):
        for place in list(open_):
            match = next((line for line in left if same(line) == same(kept[place])), None)
            if match is not None:
                kept[place] = replace(kept[place], tiers=match.tiers)
                open_.remove(place)
                left.remove(match)
    for place in open_:
        kind = kept[place].kind
        alike = [line for line in left if line.kind == kind]
        if len(alike) == 1 and _count(lines, kind) == _count(before, kind):
            kept[place] = replace(kept[place], tiers=alike[0].tiers)
    return tuple(kept)


def _as_written(line: CostRow | BenefitRow) -> tuple[str, str, Any]:
    return line.kind, line.label, dict(line.terms)


def _by_label(line: CostRow | BenefitRow) -> tuple[str, str]:
    return line.kind, line.label


def _by_terms(line: CostRow | BenefitRow) -> tuple[str, Any]:
    return line.kind, dict(line.terms)


def _count(lines: Sequence[CostRow | BenefitRow], kind: str) -> int:
    return sum(line.kind == kind for line in lines)
