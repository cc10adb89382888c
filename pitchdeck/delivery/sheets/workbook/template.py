"""A workbook of no pitch yet: the usual lines with every cell empty, for whoever starts in a spreadsheet."""

from collections.abc import Iterator
from datetime import UTC, datetime

from pitchdeck.delivery.sheets.workbook.book import About, written
from pitchdeck.delivery.sheets.workbook.input_rows import InputRow, general_rows
from pitchdeck.delivery.sheets.workbook.terms import (
    LISTS,
    PAIRS,
    SPARE_ROWS,
    Term,
    terms_of_benefit,
    terms_of_cost,
)
from pitchdeck.features.projection import Inputs

COSTS = ("participant_time", "development", "one_off", "one_off", "recurring", "msp_fixed")
BENEFITS = ("time_saved", "errors_avoided", "sales_uplift")
MILESTONES = 4
MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""The moment in its properties: the template of one organisation is always the same file."""


def template(rate: float, currency: str, organisation: str) -> bytes:
    """The template, at the organisation's discount rate; whoever fills it uploads it to a draft."""
    inputs = Inputs(rate=rate)
    about = About("A pitch to be filled in", "", 0, "", currency, organisation, MADE)
    return written((*general_rows(inputs), *_prepared()), inputs.horizon, {}, about)


def _prepared() -> Iterator[InputRow]:
    for number, kind in enumerate(COSTS, start=1):
        for term in terms_of_cost(kind):
            yield from _empty(f"C{number}", kind, term)
    for number, kind in enumerate(BENEFITS, start=1):
        for term in terms_of_benefit():
            yield from _empty(f"B{number}", kind, term)


def _empty(line: str, kind: str, term: Term) -> Iterator[InputRow]:
    rows = MILESTONES if term.name in PAIRS else SPARE_ROWS if term.name in LISTS else 1
    return (InputRow(line, kind, term) for _ in range(rows))
