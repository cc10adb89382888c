"""What is readable in a line and still unfinished or unwise: sentences that stop nobody from saving."""

from collections.abc import Iterator
from typing import Any

from pitchdeck.delivery.web.drafts.forms.step import StepForm, index_of
from pitchdeck.features.pitches.figures import (
    FIELD_OF_TERM,
    HORIZON,
    OF_A_BENEFIT,
    BenefitRow,
    CostRow,
    needs_of_cost,
    unfinished,
)
from pitchdeck.features.projection import REALISATION_BY_KIND

Remark = tuple[Any, str]
"""A field and the sentence beside it."""

NOTHING_COST = "This costs nothing as it stands. Enter what it costs, or remove the line."
NO_SOURCE = "An own rate needs a source. Say where it comes from."
NO_CATEGORY = "Choose its category."
AFTER = f"This is after the {HORIZON} months that are counted: it is in no figure and in no ask."
AFTER_BENEFIT = f"This is after the {HORIZON} months that are counted: nothing of it is in any figure."
BEYOND = f"The last {{}} of these months are after the {HORIZON} that are counted: they are in no ask."
OVERUSED = "More people use it here than it was made for."
NO_ISOLATION = (
    "As it stands learning causes nothing of it, so the line adds nothing. "
    "Enter its share, or remove the line."
)
FOR_THE_WORSE = "This is a change for the worse: it counts against the pitch."
NO_CHANGE = "Nothing changes as it stands. Enter the change, or remove the line."
NO_WORTH = "It is worth nothing as it stands. Enter what one is worth, or remove the line."
NO_MARGIN = (
    "Where the value is revenue, only its margin is a benefit. "
    "Enter the margin: without it the pitch cannot be submitted."
)
NO_REDEPLOYED = "Say how much of the freed time is put to use."
TWICE = (
    "“{}” counts towards this measure too. If both are about the same people, it counts twice: "
    "let one of them count towards something else."
)


def remark(form: StepForm) -> None:
    """Put its sentence beside each field that has one; a refused field keeps its refusal alone."""
    for field, sentence in [*_of_costs(form), *_of_benefits(form)]:
        if not field.errors:
            field.remark = sentence


def _of_costs(form: StepForm) -> Iterator[Remark]:
    for row, line in form.cost_lines():
        for term, sentence in needs_of_cost(line).items():
            yield _field(row, FIELD_OF_TERM.get(term, term)), sentence
        if not line.category:
            yield row["category"], NO_CATEGORY
        for name in ("amount", "fee", "day_rate"):
            if name in row and row[name].data == 0:
                yield row[name], NOTHING_COST
        if "wage" in row and row["wage"].data is not None and not line.source:
            yield row["source"], NO_SOURCE
        yield from _of_months(form, row, line)
        if "used" in row and (row["used"].data or 0) > (row["expected_users"].data or 0) > 0:
            yield row["used"], OVERUSED


def _field(row: Any, name: str) -> Any:
    """The field of a row, or of the first entry of a list inside it: `milestones-0-amount`."""
    outer, _place, inner = name.partition("-0-")
    return row[outer].rows[0][inner] if inner else row[outer]


def _of_months(form: StepForm, row: Any, line: CostRow) -> Iterator[Remark]:
    if "month" in row and row["month"].data is not None:
        first = index_of(row["month"].data, form.first_month()) or 0
        beyond = first + (line.terms.get("months") or 1) - 1 - HORIZON
        if first > HORIZON:
            yield row["month"], AFTER
        elif beyond > 0:
            yield row["months"], BEYOND.format(beyond)
    for entry in row["milestones"].rows if "milestones" in row else ():
        month = index_of(entry["month"].data, form.first_month())
        if month is not None and month > HORIZON:
            yield entry["month"], AFTER


def _of_benefits(form: StepForm) -> Iterator[Remark]:
    earlier: list[BenefitRow] = []
    for row, line in form.benefit_lines():
        for term in unfinished(line):
            sentence = OF_A_BENEFIT[term]
            yield row[term], f"{sentence[:1].upper()}{sentence[1:]}."
        yield from _of_factors(form, row, line)
        if (index_of(row["start"].data, form.first_month()) or 0) >= HORIZON:
            yield row["start"], AFTER_BENEFIT
        twin = next((one for one in earlier if _same_measure(one, line)), None)
        if twin is not None:
            yield row["counts"], TWICE.format(twin.label or "Another line")
        earlier.append(line)


def _same_measure(one: BenefitRow, other: BenefitRow) -> bool:
    return one.measure_id is not None and one.measure_id == other.measure_id


def _of_factors(form: StepForm, row: Any, line: BenefitRow) -> Iterator[Remark]:
    if row["isolation"].data == 0:
        yield row["isolation"], NO_ISOLATION
    if row["delta"].data is not None and row["delta"].data <= 0:
        yield row["delta"], FOR_THE_WORSE if row["delta"].data else NO_CHANGE
    if row["value"].data == 0:
        yield row["value"], NO_WORTH
    measure = form.choices.measure(form.content.measure_id)
    if (line.kind == "sales_uplift" or (measure is not None and measure.revenue)) and row[
        "margin"
    ].data is None:
        yield row["margin"], NO_MARGIN
    seen = row["realisation"].data or REALISATION_BY_KIND[line.kind]
    if seen == "capacity" and line.kind != "utility" and row["redeployed"].data is None:
        yield row["redeployed"], NO_REDEPLOYED
