"""The accounts' list of a month from CSV or Excel: every row, or every cell that stands in the way."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from pitchdeck.delivery.sheets.book_in import EXCEL, table_in
from pitchdeck.delivery.sheets.csv_in import Sheet, Unreadable, sheet_of
from pitchdeck.delivery.sheets.csv_out import marked_off
from pitchdeck.delivery.sheets.found import Wrong
from pitchdeck.features.investments.actions import ErpRow

COLUMNS = {
    "code": ("erp code", "code", "cost centre", "account"),
    "reference": ("document reference", "reference", "document", "invoice"),
    "date": ("date", "document date"),
    "amount": ("amount",),
}
LONGEST = 80
_ISO, _DOTTED = re.compile(r"(\d{4})-(\d{2})-(\d{2})"), re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_AMOUNT = re.compile(r"(-?)(\d{1,12})(?:[.,](\d+))?")


def erp_rows(data: bytes, month: date, digits: int) -> tuple[tuple[ErpRow, ...], tuple[Wrong, ...]]:
    """The rows of a file in a currency of so many decimals, or what is wrong by row and column.

    Raises Unreadable when the file is no table, or lacks one of the four columns.
    """
    named, sheet = _table(data)
    places = {name: sheet.column(names) for name, names in COLUMNS.items()}
    missing = [COLUMNS[name][0] for name, place in places.items() if place is None]
    if missing:
        raise Unreadable(f"There is no column “{'”, “'.join(missing)}”. The first line names the columns.")
    rows: list[ErpRow] = []
    wrong: list[Wrong] = []
    for number, cells in sheet.rows:
        told = {name: marked_off(cells[place]) for name, place in places.items() if place is not None}
        row, found = _row(number, told, month, digits)
        wrong += [Wrong(f"{named}{number}, {column}", why) for column, why in found]
        rows += [row] if row else []
    return (() if wrong else tuple(rows)), tuple(wrong)


def _table(data: bytes) -> tuple[str, Sheet]:
    """What stands before a row's number, and the table; a file is what it begins with, whatever its name."""
    if not data:
        raise Unreadable("No file has come. Choose the accounts' list of the month.")
    if not data.startswith(EXCEL):
        return "Row ", sheet_of(data)
    name, sheet = table_in(data)
    return f"Sheet “{name}”, row ", sheet


def _row(
    number: int, told: dict[str, str], month: date, digits: int
) -> tuple[ErpRow | None, list[tuple[str, str]]]:
    """The row, or the column and the reason of each of its cells that stands in the way."""
    readings: dict[str, tuple[str, Callable[[str], Any]]] = {
        "erp code": (told["code"], _code),
        "document reference": (told["reference"], _reference),
        "date": (told["date"], _day_in(month)),
        "amount": (told["amount"], _minor_in(digits)),
    }
    read, wrong = [], []
    for column, (typed, reading) in readings.items():
        try:
            read.append(reading(typed))
        except ValueError as unread:
            wrong.append((column, str(unread)))
    return (None if wrong else ErpRow(number, *read)), wrong


def _code(typed: str) -> str:
    if len(typed) > LONGEST:
        raise ValueError(f"A code has up to {LONGEST} characters.")
    return typed


def _reference(typed: str) -> str:
    if not typed or len(typed) > LONGEST:
        raise ValueError(f"A document has a reference of up to {LONGEST} characters.")
    return typed


def _day_in(month: date) -> Callable[[str], date]:
    def day(typed: str) -> date:
        on = day_of(typed)
        if (on.year, on.month) != (month.year, month.month):
            raise ValueError(f"{typed} is not in {month:%B %Y}. Export each month by itself.")
        return on

    return day


def day_of(typed: str) -> date:
    """The day that a cell says, as 2026-04-30 or 30.04.2026; ValueError with what to write."""
    if iso := _ISO.fullmatch(typed):
        year, month, day = (int(part) for part in iso.groups())
    elif dotted := _DOTTED.fullmatch(typed):
        day, month, year = (int(part) for part in dotted.groups())
    else:
        raise ValueError("Write a date as 2026-04-30 or 30.04.2026.")
    try:
        return date(year, month, day)
    except ValueError as none:
        raise ValueError(f"There is no day {typed}.") from none


def _minor_in(digits: int) -> Callable[[str], int]:
    def minor(typed: str) -> int:
        found = _AMOUNT.fullmatch(typed)
        if found is None or len(found.group(3) or "") > digits:
            raise ValueError(
                f"Write an amount without separators of thousands and with at most {digits} decimals."
            )
        sign, whole, rest = found.groups()
        amount: int = int(whole) * 10**digits + int((rest or "").ljust(digits, "0") or "0")
        if amount == 0:
            raise ValueError("A document's amount is not zero.")
        return -amount if sign else amount

    return minor
