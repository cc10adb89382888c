"""The cells of a sheet of a workbook, read in a process of its own that a wicked file may take down."""

import re
from typing import Any

from pitchdeck.delivery.charts.child import Child, ChildDied, ChildRefused, ChildTimedOut
from pitchdeck.delivery.sheets.csv_in import MOST_BYTES, MOST_ROWS, Sheet, Unreadable
from pitchdeck.delivery.sheets.unpacking import repacked

TIMEOUT_S = 10.0
EXCEL = b"PK\x03\x04"
"""How every .xlsx begins, as any zip file."""
MOST_DECIMALS = 6
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2}) 00:00:00")
_reader = Child("pitchdeck.delivery.sheets.worker")


def answer_of(data: bytes, sheet: str, most_rows: int, *, advice: str) -> dict[str, Any]:
    """What the reader says about a sheet, or the first one without a name; Unreadable with `advice`."""
    try:
        answer, _ = _reader.ask(
            {"sheet": sheet, "most": most_rows}, repacked(data, advice=advice), timeout_s=TIMEOUT_S
        )
    except ChildTimedOut as late:
        raise Unreadable(f"This workbook takes too long to read. {advice}") from late
    except (ChildDied, ChildRefused) as failed:
        raise Unreadable(
            "This workbook cannot be read. Open it, save it as .xlsx, and try again."
        ) from failed
    return answer


def table_in(data: bytes) -> tuple[str, Sheet]:
    """The first sheet of a workbook, its name, and its rows as the same table that a CSV file gives.

    Dates are ISO, numbers without separators and as many decimals as the cell has. Unreadable when there is
    no table, or too much of it.
    """
    advice = "Save the list alone as a new workbook, or as CSV."
    if len(data) > MOST_BYTES:
        raise Unreadable(f"This file is larger than {MOST_BYTES // 1_000_000} MB. {advice}")
    answer = answer_of(data, "", MOST_ROWS + 1, advice=advice)
    name = str(answer.get("name", ""))
    if "rows" in answer:
        told = f"The sheet “{name}” has {answer['rows'] - 1:,} rows; at most {MOST_ROWS:,} fit at once."
        raise Unreadable(f"{told} Split the file.")
    rows = [
        (number, tuple(_text(cell) for cell in row)) for number, row in enumerate(answer.get("cells", ()), 1)
    ]
    kept = [(number, row) for number, row in rows if any(row)]
    if len(kept) <= 1:
        raise Unreadable(
            f"There is no row below the column names in the sheet “{name}”, the first of the workbook."
        )
    head = tuple(cell.casefold() for cell in kept[0][1])
    return name, Sheet("Excel", "cells", head, tuple(kept[1:]))


def _text(cell: object) -> str:
    """A cell as a person reads it: sums that a computer left with a tail of digits are rounded."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return f"{cell:.{MOST_DECIMALS}f}".rstrip("0").rstrip(".")
    text = str(cell).strip()
    midnight = _MIDNIGHT.fullmatch(text)
    return midnight.group(1) if midnight else text
