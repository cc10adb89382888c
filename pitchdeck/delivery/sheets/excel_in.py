"""The inputs of a pitch from its workbook: all of the sheet Inputs, or every cell that stands in the way."""

from pitchdeck.delivery.sheets.book_in import answer_of
from pitchdeck.delivery.sheets.csv_in import Unreadable
from pitchdeck.delivery.sheets.found import Wrong
from pitchdeck.delivery.sheets.term_rows import Rows
from pitchdeck.features.projection import Inputs

SHEET = "Inputs"
MOST_ROWS = 8_000


def inputs_of(data: bytes) -> tuple[Inputs | None, tuple[Wrong, ...]]:
    """The inputs, or what is wrong with them by sheet, row and column; Unreadable for another workbook."""
    return Rows.of(_cells(data)).inputs()


def _cells(data: bytes) -> list[list[object]]:
    answer = answer_of(data, SHEET, MOST_ROWS, advice="Upload one that pitchdeck wrote.")
    if "sheets" in answer:
        named = ", ".join(f"“{name}”" for name in answer["sheets"][:8])
        raise Unreadable(
            f"There is no sheet “{SHEET}” in it, only {named}. Start from a pitch's own workbook."
        )
    if "rows" in answer:
        raise Unreadable(
            f"The sheet “{SHEET}” has {answer['rows']:,} rows; at most {MOST_ROWS:,} are read, "
            "more than any pitch needs."
        )
    cells: list[list[object]] = answer["cells"]
    return cells
