"""The accounts' list: all rows or none, each wrong cell by its row and column."""

from datetime import date

import pytest

from pitchdeck.delivery.sheets.csv_in import Unreadable
from pitchdeck.delivery.sheets.erp_in import erp_rows
from pitchdeck.features.investments.actions import ErpRow

APRIL = date(2026, 4, 1)
HEAD = "ERP code;Document reference;Date;Amount\n"


def test_rows_are_read_with_dates_and_amounts_of_both_ways() -> None:
    data = (HEAD + "K-1;RE-1;2026-04-30;1234,5\n;'-CN;30.04.2026;-10.05\n").encode()
    rows, wrong = erp_rows(data, APRIL, 2)
    assert not wrong
    assert rows == (
        ErpRow(2, "K-1", "RE-1", date(2026, 4, 30), 1234_50),
        ErpRow(3, "", "-CN", date(2026, 4, 30), -10_05),
    )


@pytest.mark.parametrize(
    ("row", "place", "why"),
    [
        ("K;RE;2026-05-01;1", "Row 2, date", "not in April 2026"),
        ("K;RE;04/30/2026;1", "Row 2, date", "Write a date as"),
        ("K;RE;2026-04-31;1", "Row 2, date", "no day"),
        ("K;;2026-04-30;1", "Row 2, document reference", "has a reference"),
        ("K;RE;2026-04-30;1.234,50", "Row 2, amount", "without separators"),
        ("K;RE;2026-04-30;1,234", "Row 2, amount", "at most 2 decimals"),
        ("K;RE;2026-04-30;0", "Row 2, amount", "not zero"),
        ("K;RE;2026-04-30;=1+1", "Row 2, amount", "without separators"),
    ],
)
def test_one_wrong_cell_takes_nothing_in(row: str, place: str, why: str) -> None:
    rows, wrong = erp_rows(f"{HEAD}{row}\nK;RE-2;2026-04-30;1\n".encode(), APRIL, 2)
    assert (rows, [each.place for each in wrong]) == ((), [place])
    assert why in wrong[0].why


def test_a_missing_column_is_named() -> None:
    with pytest.raises(Unreadable, match="document reference"):
        erp_rows(b"ERP code;Date;Amount\nK;2026-04-30;1\n", APRIL, 2)


def test_every_wrong_cell_of_a_row_is_named() -> None:
    _rows, wrong = erp_rows(f"{HEAD}{'K' * 81};;2026-05-01;x\n".encode(), APRIL, 2)
    columns = ("erp code", "document reference", "date", "amount")
    assert [each.place for each in wrong] == [f"Row 2, {column}" for column in columns]


def test_no_file_is_asked_for() -> None:
    with pytest.raises(Unreadable, match="No file has come"):
        erp_rows(b"", APRIL, 2)
