"""From a draft's content to the projection's inputs, and from the projection to the ask."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pitchdeck.base.money import split
from pitchdeck.features.pitches.figures.content import BenefitRow, Content, CostRow, Settings
from pitchdeck.features.pitches.figures.needing import needs_of_cost, unfinished
from pitchdeck.features.projection import (
    BreakevenFacts,
    InputError,
    Inputs,
    Projection,
    asks_by_fiscal_year,
    breakeven_sentence,
    parse,
    project,
)

HORIZON = 36
MOST_LINES = 200
_PLACE = re.compile(r"(costs|benefits)\[(\d+)\](?:\.(\w+))?")


@dataclass(frozen=True, slots=True)
class Projected:
    """A draft's projection; `uncounted` says in words which lines were left out, and why."""

    inputs: Inputs
    projection: Projection
    uncounted: tuple[str, ...]


def cost_lines(content: Content, settings: Settings) -> tuple[CostRow, ...]:
    """The lines of cost as they count: people, hours and month of step 2 fill the line of people's time.

    Without such a line one is made from finance's standard rate, so that cost is fully loaded.
    """
    lines = tuple(_filled(line, content, settings) for line in content.costs if not needs_of_cost(line))
    counted = any(is_of_audience(line, content) for line in content.costs)
    if counted or not content.people or not content.hours_each:
        return lines
    standard = CostRow("participant_time", "participant_time", "Time of those who learn", {})
    return (_filled(standard, content, settings), *lines)


def is_of_audience(line: CostRow, content: Content) -> bool:
    """Whether a line is the time of those who learn: it follows step 2, or says the same people and hours."""
    if line.kind != "participant_time":
        return False
    own = {name: line.terms[name] for name in ("people", "hours") if line.terms.get(name) is not None}
    return own.items() <= {"people": content.people, "hours": content.hours_each}.items()


def _filled(line: CostRow, content: Content, settings: Settings) -> CostRow:
    if line.kind == "development" and line.terms.get("finished_hours") == 0:
        return replace(line, terms={"ratio": 0, "rate": 0} | dict(line.terms))
    if line.kind != "participant_time":
        return line
    terms = dict(line.terms)
    source = line.source
    if "wage" not in terms:
        terms |= {"wage": settings.hourly, "burden": 0}
        source = source or settings.hourly_source
    terms.setdefault("people", content.people or 0)
    terms.setdefault("hours", content.hours_each or 0)
    terms.setdefault("month", content.launch_month or 0)
    return CostRow(line.kind, line.category or "participant_time", line.label, terms, source, line.tiers)


def data_of(
    content: Content, settings: Settings, *, benefits: tuple[BenefitRow, ...] | None = None
) -> dict[str, Any]:
    """The content in the projection's file format; how learning's share will be shown comes from step 5."""
    counted = content.benefits if benefits is None else benefits
    plan = {"isolation_method": content.isolation_plan} if content.isolation_plan else {}
    return {
        "horizon": HORIZON,
        "rate": settings.discount_rate,
        "launch": content.launch_month or 0,
        "headline_months": content.headline_months,
        "participants": content.people,
        "roi_objective_pct": settings.roi_objective_pct,
        "costs": [
            {"kind": line.kind, "category": line.category or None, "label": line.label, "source": line.source}
            | dict(line.terms)
            for line in cost_lines(content, settings)
        ],
        "benefits": [
            {"kind": line.kind, "name": line.label, "source": line.source} | plan | dict(line.terms)
            for line in counted
        ],
    }


def projected(content: Content, settings: Settings) -> Projected:
    """The projection of what can be counted now; unfinished or unreadable lines are named, never guessed."""
    ready = tuple(line for line in content.benefits if not unfinished(line))
    words = [
        f"{line.label or 'A benefit'} is not counted yet." for line in content.benefits if unfinished(line)
    ]
    words += [
        f"{line.label or 'A cost line'} is not counted yet." for line in content.costs if needs_of_cost(line)
    ]
    data = _of_a_length_that_is_read(data_of(content, settings, benefits=ready), words)
    while True:
        try:
            inputs = parse(data)
        except InputError as refused:
            data, found = _without(data, refused.errors)
            words += found
        else:
            return Projected(inputs, project(inputs), tuple(words))


def _of_a_length_that_is_read(data: dict[str, Any], words: list[str]) -> dict[str, Any]:
    """The data with no more lines than the projection reads, so that parsing it comes to an end."""
    costs = data["costs"][:MOST_LINES]
    benefits = data["benefits"][: MOST_LINES - len(costs)]
    if len(costs) + len(benefits) < len(data["costs"]) + len(data["benefits"]):
        words.append(f"Only the first {MOST_LINES} lines are counted: no pitch has more.")
    return data | {"costs": costs, "benefits": benefits}


def _without(data: Mapping[str, Any], errors: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The data without the lines and terms that cannot be read, and what was wrong with each."""
    bad: dict[str, set[int]] = {"costs": set(), "benefits": set()}
    words, left = [], dict(data)
    for path, problem in errors.items():
        match = _PLACE.match(path)
        if match is None:
            left.pop(path, None)
            words.append(f"{path.replace('_', ' ')} {problem}.")
            continue
        line = data[match[1]][int(match[2])]
        name = line.get("label") or line.get("name") or match[1][:-1]
        bad[match[1]].add(int(match[2]))
        words.append(f"{name} is not counted: its {(match[3] or 'line').replace('_', ' ')} {problem}.")
    for kind, places in bad.items():
        left[kind] = [line for place, line in enumerate(data[kind]) if place not in places]
    return left, words


def asks_of(content: Content, settings: Settings, projection: Projection) -> dict[int, int]:
    """The ask per fiscal year in minor units, each year rounded up; nothing before the start is chosen."""
    if content.start_on is None:
        return {}
    return asks_by_fiscal_year(
        projection,
        start=content.start_on,
        fiscal_year_start=settings.fiscal_year_start,
        minor_exponent=settings.exponent,
    )


def minimum_by_year(asks: Mapping[int, int], minimum_minor: int | None) -> dict[int, int]:
    """The minimum tier per fiscal year: the requested one, or the minimum split in its proportion."""
    total = sum(asks.values())
    if minimum_minor is None or minimum_minor >= total:
        return dict(asks)
    return dict(zip(asks, split(minimum_minor, tuple(asks.values())), strict=True))


def nothing_claimed(content: Content, settings: Settings, projection: Projection) -> BreakevenFacts:
    """The break-even sentence of a pitch that claims no benefit: minutes each person must save per week."""
    hour = next(
        (
            line.terms["wage"] * (1 + line.terms.get("burden", 0))
            for line in cost_lines(content, settings)
            if line.kind == "participant_time"
        ),
        settings.hourly,
    )
    return breakeven_sentence(projection, people=content.people or 0, value_per_hour=hour)
