"""A draft filled from inputs of the file format: which lines it then has, and what is not taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pitchdeck.features.pitches.figures.content import BenefitRow, Content, CostRow, Settings
from pitchdeck.features.pitches.figures.needing import needs_of_cost
from pitchdeck.features.pitches.figures.projecting import HORIZON, cost_lines, data_of, is_of_audience
from pitchdeck.features.pitches.figures.windows import FIRST_YEAR, LONGER, beyond_horizon
from pitchdeck.features.projection import BenefitLine, CostLine, InputError, Inputs, parse

Said = Mapping[str, Any] | None
Line = CostRow | BenefitRow


@dataclass(frozen=True, slots=True)
class LineChange:
    """What becomes of a line of cost or benefit: kept, changed, added or removed."""

    side: str
    label: str
    change: str


@dataclass(frozen=True, slots=True)
class Filling:
    """A draft's content as the inputs leave it, what changes in its lines, and what is not taken."""

    content: Content
    changes: tuple[LineChange, ...]
    notes: tuple[str, ...]


def filling(content: Content, settings: Settings, inputs: Inputs) -> Filling:
    """The content with the lines, the launch and the people of the inputs.

    A line that says what one of the draft says stays as it was written, with its measure and its tiers: a
    file that was written from this draft changes nothing.
    """
    about = _about(content, inputs)
    filled = replace(
        about,
        costs=_costs(about, settings, inputs),
        benefits=_benefits(about, settings, inputs),
    )
    changes = (
        *_changes("cost", content.costs, filled.costs),
        *_changes("benefit", content.benefits, filled.benefits),
    )
    return Filling(filled, changes, (*_not_taken(settings, inputs), *_of_time(filled, inputs)))


def _about(content: Content, inputs: Inputs) -> Content:
    """Launch, people, hours and isolation as the inputs say them; a line of learners' time speaks first."""
    learners = next((line for line in inputs.costs if line.kind == "participant_time"), None)
    people: Any = getattr(learners, "people", inputs.participants)
    methods = {line.isolation_method for line in inputs.benefits}
    same = inputs.launch == (content.launch_month or 0)
    return replace(
        content,
        launch_month=content.launch_month if same else inputs.launch,
        people=int(people) if people and float(people).is_integer() else content.people,
        hours_each=getattr(learners, "hours", content.hours_each),
        isolation_plan=content.isolation_plan or (methods.pop() if len(methods) == 1 else None),
        headline_months=_window_of(inputs) or content.headline_months,
    )


def _costs(about: Content, settings: Settings, inputs: Inputs) -> tuple[CostRow, ...]:
    """The rows of cost; learners' time that step 2 and finance's rate make by themselves is not written."""
    left = [(row, _said_of_cost(row, about, settings)) for row in about.costs]
    implied = [_parsed({"costs": [_data(row)]}) for row in cost_lines(replace(about, costs=()), settings)]
    found: list[CostRow] = []
    by_itself: list[CostRow] = []
    for line in inputs.costs:
        said = line.to_data()
        match = next((pair for pair in left if pair[1] == said), None)
        if match is not None:
            left.remove(match)
            found.append(match[0])
        elif said in implied and not by_itself:
            by_itself.append(_cost(line))
        else:
            found.append(_cost(line))
    if any(is_of_audience(row, about) for row in found):
        return (*by_itself, *found)
    return tuple(found)


def _said_of_cost(row: CostRow, about: Content, settings: Settings) -> Said:
    """What a row says in the file format, as the draft would write it; None while it cannot."""
    if needs_of_cost(row):
        return None
    *_, counted = cost_lines(replace(about, costs=(row,)), settings)
    return _parsed({"costs": [_data(counted)]})


def _data(row: CostRow) -> dict[str, Any]:
    named = {"kind": row.kind, "category": row.category or None, "label": row.label, "source": row.source}
    return named | dict(row.terms)


def _parsed(data: dict[str, Any]) -> Said:
    try:
        inputs = parse(data)
    except InputError:
        return None
    lines: tuple[CostLine | BenefitLine, ...] = (*inputs.costs, *inputs.benefits)
    return lines[0].to_data()


def _cost(line: CostLine) -> CostRow:
    terms = line.to_data()
    kind, category = terms.pop("kind"), terms.pop("category", "")
    label, source = terms.pop("label", ""), terms.pop("source", "")
    return CostRow(kind, category, label, terms, source)


def _benefits(about: Content, settings: Settings, inputs: Inputs) -> tuple[BenefitRow, ...]:
    data = data_of(about, settings)["benefits"]
    left = [(row, _parsed({"benefits": [one]})) for row, one in zip(about.benefits, data, strict=True)]
    found = []
    for line in inputs.benefits:
        match = next((pair for pair in left if pair[1] == line.to_data()), None)
        if match is not None:
            left.remove(match)
        found.append(match[0] if match else _benefit(line, about))
    return tuple(found)


def _benefit(line: BenefitLine, about: Content) -> BenefitRow:
    """The row of a new benefit; it is about the draft's measure, until the presenter says otherwise."""
    said = line.to_data()
    kind, label, source = said.pop("kind"), said.pop("name", ""), said.pop("source", "")
    if said.get("isolation_method") == about.isolation_plan:
        said.pop("isolation_method", None)
    alike = next((row for row in about.benefits if (row.kind, row.label) == (kind, label)), None)
    return BenefitRow(kind, label, said, source, alike.measure_id if alike else about.measure_id)


def _changes(side: str, before: tuple[Line, ...], after: tuple[Line, ...]) -> Iterator[LineChange]:
    gone = [row for row in before if row not in after]
    for row in after:
        alike = next((old for old in gone if (old.kind, old.label) == (row.kind, row.label)), None)
        if row in before:
            change = "kept"
        elif alike is not None:
            gone.remove(alike)
            change = "changed"
        else:
            change = "added"
        yield LineChange(side, row.label or row.kind.replace("_", " "), change)
    for row in gone:
        yield LineChange(side, row.label or row.kind.replace("_", " "), "removed")


def _not_taken(settings: Settings, inputs: Inputs) -> Iterator[str]:
    if inputs.rate != settings.discount_rate:
        yield (
            f"The file's discount rate, {100 * inputs.rate:g} %, is not taken: the organisation's, "
            f"{100 * settings.discount_rate:g} %, counts."
        )
    if inputs.horizon != HORIZON:
        yield f"The file looks {inputs.horizon} months ahead; every pitch looks {HORIZON}."
    yield from _of_window(inputs)


def _of_window(inputs: Inputs) -> Iterator[str]:
    months, other = inputs.headline_months, _window_of(inputs) is None
    if other:
        yield (
            f"The file's headline takes {months} months: a pitch's takes its first year, or 24 or 36 months "
            "that end within the horizon. The draft keeps its own."
        )
    elif months != FIRST_YEAR:
        yield (
            f"The file's headline takes {months} months. Finance must agree to more than the first year: ask "
            "under “For finance” in the last step, before you submit."
        )


def _window_of(inputs: Inputs) -> int | None:
    """The window of the inputs, as far as a pitch may have it."""
    months = inputs.headline_months
    if months == FIRST_YEAR or (months in LONGER and not beyond_horizon(inputs, months)):
        return months
    return None


def _of_time(filled: Content, inputs: Inputs) -> Iterator[str]:
    told = any(line.kind == "participant_time" for line in inputs.costs)
    if not told and filled.people and filled.hours_each:
        yield (
            "The file has no time of those who learn. The people and hours of step 2 stay, and count at "
            "finance's rate."
        )
    if inputs.participants is not None and not float(inputs.participants).is_integer():
        yield f"{inputs.participants:g} people are no whole number: step 2 keeps its own."
