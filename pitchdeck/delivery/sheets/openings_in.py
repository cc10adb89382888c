"""Running programmes from an Excel or CSV file: every row, or every cell that stands in the way."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pitchdeck.delivery.sheets.book_in import table_in
from pitchdeck.delivery.sheets.csv_in import Sheet, Unreadable, sheet_of
from pitchdeck.delivery.sheets.csv_out import marked_off
from pitchdeck.delivery.sheets.erp_in import day_of
from pitchdeck.delivery.sheets.found import Wrong
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.investments.figures.openings import ProgrammeEntry

SHEET = "Programmes"
LONGEST = 200
ZIP = b"PK\x03\x04"
COLUMNS: Mapping[str, str] = {
    "title": "Programme",
    "unit": "Unit",
    "presenter": "Presenter",
    "measure": "Measure",
    "category": "Category",
    "planned": "Planned this year",
    "planned_next": "Planned next year",
    "planned_third": "Planned the year after",
    "committed": "Committed",
    "released": "Released",
    "spent": "Spent",
    "contracted": "Contracted",
    "vendor": "Vendor",
    "reference": "Contract",
    "ends_on": "Contract ends",
    "benefit": "Benefit a month",
}
"""The heading of each field's column, in the order of the template."""
_MONEY = ("planned", "planned_next", "planned_third", "committed", "released", "spent", "contracted")
_NEEDED = ("title", "unit", "presenter", "measure", "planned", "committed", "released")
_CATEGORIES = {words.casefold(): key for key, words in CATEGORY_WORDS.items()}
_AMOUNT = re.compile(r"(\d{1,12})(?:[.,](\d+))?")


@dataclass(frozen=True, slots=True)
class Programmes:
    """The programmes of a file with the row of each; or what is wrong, and where."""

    entries: tuple[ProgrammeEntry, ...]
    rows: tuple[int, ...]
    sheet: str
    head: tuple[str, ...]
    wrong: tuple[Wrong, ...] = ()

    def place(self, row: int, field: str) -> str:
        """Where a field of a row stands, as a person finds it."""
        return _place(self.sheet, row, self.head, field)


def programmes_of(data: bytes, digits: int) -> Programmes:
    """The programmes in these bytes, in a currency of so many decimals.

    Raises Unreadable when it is no such table at all.
    """
    sheet, found = _table(data)
    head, rows = found.head, [(number, [marked_off(cell) for cell in row]) for number, row in found.rows]
    places = {field: _at(head, heading) for field, heading in COLUMNS.items()}
    missing = [COLUMNS[field] for field in _NEEDED if places[field] is None]
    if missing:
        raise Unreadable(f"There is no column “{'”, “'.join(missing)}”. Start from the template.")
    entries, numbers, wrong = [], [], []
    for number, cells in rows:
        told = {field: cells[at] for field, at in places.items() if at is not None and at < len(cells)}
        entry, unread = _entry(told, digits)
        wrong += [Wrong(_place(sheet, number, head, field), why) for field, why in unread.items()]
        entries.append(entry)
        numbers.append(number)
    return Programmes(tuple(entries), tuple(numbers), sheet, head, tuple(wrong))


def _place(sheet: str, row: int, head: Sequence[str], field: str) -> str:
    named = f"Sheet “{sheet}”, row {row}" if sheet else f"Row {row}"
    at = _at(head, COLUMNS[field])
    return named if at is None else f"{named}, column {chr(ord('A') + at)} ({COLUMNS[field]})"


def _at(head: Sequence[str], heading: str) -> int | None:
    return next((at for at, name in enumerate(head) if name == heading.casefold()), None)


def _table(data: bytes) -> tuple[str, Sheet]:
    """The table in a file, and the sheet's name where it is a workbook's first."""
    return table_in(data) if data.startswith(ZIP) else ("", sheet_of(data))


def _entry(told: Mapping[str, str], digits: int) -> tuple[ProgrammeEntry, dict[str, str]]:
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for field in COLUMNS:
        try:
            values[field] = _value(field, told.get(field, ""), digits)
        except ValueError as unread:
            wrong[field] = str(unread)
    whole: dict[str, Any] = {"category": "msp", "planned": 0} | dict.fromkeys(
        ("title", "unit", "presenter", "measure"), ""
    )
    return ProgrammeEntry(**(whole | values)), wrong


def _value(field: str, typed: str, digits: int) -> object:
    return _READERS.get(field, _words)(typed, digits)


def _words(typed: str, _digits: int) -> str:
    if len(typed) > LONGEST:
        raise ValueError(f"{len(typed)} characters: at most {LONGEST} fit. Say it shorter.")
    return typed


def _amount(typed: str, digits: int) -> int | None:
    if not typed:
        return None
    found = _AMOUNT.fullmatch(typed)
    if found is None or len(found.group(2) or "") > digits:
        raise ValueError(
            f"Write an amount without separators of thousands and with at most {digits} decimals."
        )
    whole, rest = found.groups()
    minor: int = int(whole) * 10**digits + int((rest or "").ljust(digits, "0") or "0")
    return minor


def _money(typed: str, digits: int) -> int:
    return _amount(typed, digits) or 0


def _day(typed: str, _digits: int) -> date | None:
    return day_of(typed.split(" ", maxsplit=1)[0]) if typed else None


def _category(typed: str, _digits: int) -> str:
    found = _CATEGORIES.get(typed.casefold(), typed) or "msp"
    if found not in CATEGORY_WORDS:
        named = ", ".join(CATEGORY_WORDS.values())
        raise ValueError(f"There is no category “{typed}”. Write one of: {named}.")
    return found


_READERS: Mapping[str, Callable[[str, int], object]] = {
    **dict.fromkeys(_MONEY, _money),
    "benefit": _amount,
    "ends_on": _day,
    "category": _category,
}
