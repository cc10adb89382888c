"""The accounts' list as a workbook: the rows that CSV gives, or each wrong cell by sheet, row and column."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter

from pitchdeck.delivery.sheets import book_in
from pitchdeck.delivery.sheets.csv_in import Unreadable
from pitchdeck.delivery.sheets.erp_in import erp_rows
from pitchdeck.features.investments.actions import ErpRow

APRIL = date(2026, 4, 1)
HEAD = ("ERP code", "Document reference", "Date", "Amount")


def book(*rows: tuple[Any, ...], sheets: tuple[str, ...] = ("April",)) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as file:
        day = file.add_format({"num_format": "yyyy-mm-dd"})
        first, *others = [file.add_worksheet(name) for name in sheets]
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    first.write_datetime(number, place, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001  # Excel knows no zone
                else:
                    first.write(number, place, cell)
        for other in others:
            other.write(0, 0, "Not this one")
    return kept.getvalue()


def test_rows_are_those_of_the_first_sheet() -> None:
    data = book(
        HEAD,
        (4711, "RE-1", date(2026, 4, 30), 1234.5),
        (),
        ("", 100234, "30.04.2026", "-10,05"),
        ("K", "RE-3", "2026-04-01", 0.1 + 0.2),
        sheets=("April", "Notes"),
    )
    rows, wrong = erp_rows(data, APRIL, 2)
    assert not wrong
    assert rows == (
        ErpRow(2, "4711", "RE-1", date(2026, 4, 30), 1234_50),
        ErpRow(4, "", "100234", date(2026, 4, 30), -10_05),
        ErpRow(5, "K", "RE-3", date(2026, 4, 1), 30),
    )


@pytest.mark.parametrize(
    ("row", "place", "why"),
    [
        (("K", "RE", date(2026, 5, 1), 1), "Sheet “April”, row 2, date", "not in April 2026"),
        (("K", "RE", 46000, 1), "Sheet “April”, row 2, date", "Write a date as"),
        (("K", "", date(2026, 4, 1), 1), "Sheet “April”, row 2, document reference", "has a reference"),
        (("K", "RE", date(2026, 4, 1), 1.005), "Sheet “April”, row 2, amount", "at most 2 decimals"),
        (("K", "RE", date(2026, 4, 1), True), "Sheet “April”, row 2, amount", "without separators"),
        (("K", "RE", date(2026, 4, 1), 1e15), "Sheet “April”, row 2, amount", "without separators"),
        (("K", "RE", date(2026, 4, 1), 0), "Sheet “April”, row 2, amount", "not zero"),
    ],
)
def test_one_wrong_cell_takes_nothing_in(row: tuple[Any, ...], place: str, why: str) -> None:
    rows, wrong = erp_rows(book(HEAD, row, ("K", "RE-2", date(2026, 4, 2), 1)), APRIL, 2)
    assert (rows, [each.place for each in wrong]) == ((), [place])
    assert why in wrong[0].why


def test_a_workbook_that_is_no_list_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    one = ("K", "RE-2", date(2026, 4, 2), 1)
    with pytest.raises(Unreadable, match="no column “document reference”"):
        erp_rows(book(("Code", "Date", "Amount"), ("K", date(2026, 4, 2), 1)), APRIL, 2)
    with pytest.raises(Unreadable, match="no row below the column names in the sheet “April”"):
        erp_rows(book(HEAD), APRIL, 2)
    with pytest.raises(Unreadable, match="no row below the column names"):
        erp_rows(book(), APRIL, 2)
    with pytest.raises(Unreadable, match="2,001 rows; at most 2,000 fit at once"):
        erp_rows(book(HEAD, *[one] * 2_001), APRIL, 2)
    monkeypatch.setattr(book_in, "MOST_BYTES", 1_000)
    with pytest.raises(Unreadable, match="Save the list alone as a new workbook, or as CSV"):
        erp_rows(book(HEAD, one), APRIL, 2)


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 300])
def test_what_only_begins_like_a_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="damaged, or has a password"):
        erp_rows(data, APRIL, 2)


def test_a_zip_file_of_something_else_is_refused() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr("letter.txt", "Not a workbook.")
    with pytest.raises(Unreadable, match="cannot be read"):
        erp_rows(kept.getvalue(), APRIL, 2)
