"""What a line may not say, in the sentences that stand beside its fields."""

from datetime import date
from typing import Any

from pitchdeck.delivery.web.drafts.forms.cost_forms import MONTHLY, OWN
from pitchdeck.delivery.web.drafts.forms.ranges import OF_BENEFIT, OF_COST, refuse_ranges
from pitchdeck.delivery.web.drafts.forms.step import MOST_LINES, refuse_before
from pitchdeck.delivery.web.forms import KindLines
from pitchdeck.features.sourcing.queries import RateRow

ONLY_ONCE = "This is spent once. Choose “every month”, or empty the number of months."
OWN_RATE = "Enter your own rate, or choose one of finance's."
NOBODY_LEFT = "If 100% leave each year, nobody is left who applies it. Enter less than 100%."
ENTRIES = {
    "milestones": {
        "month": "Choose the month of this milestone, or empty its amount.",
        "amount": "Enter the amount of this milestone, or empty its month.",
    },
    "roles": {
        "rate": "Enter what an hour of this role costs, or empty its hours.",
        "hours": "Enter the hours of this role, or empty its rate.",
    },
}
"""The lists inside a row: both fields of an entry, or neither."""


def refuse_cost(row: Any, start: date) -> None:
    """Refuse what cannot be counted in a row of cost."""
    if "month" in row:
        refuse_before(row["month"], start)
    if "repeats" in row and row["repeats"].data != MONTHLY and row["months"].data is not None:
        row["months"].errors = [ONLY_ONCE]
    if row["kind"].data == "time" and row["rate"].data == OWN:
        _refuse_empty(row["wage"], OWN_RATE)
    for name, sentences in ENTRIES.items():
        if name in row:
            _refuse_halves(row[name], sentences, start)
    refuse_ranges(row, OF_COST)


def refuse_benefit(row: Any, start: date) -> None:
    """Refuse what cannot be counted in a row of benefit."""
    refuse_before(row["start"], start)
    if row["attrition"].data == 1 and not row["attrition"].errors:
        row["attrition"].errors = [NOBODY_LEFT]
    refuse_ranges(row, OF_BENEFIT)


def _refuse_empty(field: Any, sentence: str) -> None:
    if not field.errors and (field.data is None or field.data == ""):
        field.errors = [sentence]


def _refuse_halves(entries: Any, sentences: dict[str, str], start: date) -> None:
    for entry in entries.rows:
        if "month" in entry:
            refuse_before(entry["month"], start)
        if any(entry[name].data is not None for name in sentences):
            for name, sentence in sentences.items():
                _refuse_empty(entry[name], sentence)


def refuse_too_many(lines: KindLines, *, others: int) -> None:
    """A pitch has a limited number of lines of cost and benefit together."""
    number = len(lines.rows) + others
    if not lines.too_many and number > MOST_LINES:
        lines.too_many = (
            f"There are {number} lines of cost and benefit; at most {MOST_LINES} fit in all. "
            f"Remove {number - MOST_LINES}."
        )


def source_of(rate: RateRow) -> str:
    """A standard rate's source as a line states it."""
    return f"{rate.name}: {rate.source}, {rate.dated_on:%Y-%m-%d}"
