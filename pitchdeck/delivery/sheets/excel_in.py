"""The inputs of a pitch from its workbook: all of the sheet Inputs, or every cell that stands in the way."""

from pitchdeck.delivery.charts.child import Child, ChildDied, ChildRefused, ChildTimedOut
from pitchdeck.delivery.sheets.csv_in import Unreadable
from pitchdeck.delivery.sheets.found import Wrong
from pitchdeck.delivery.sheets.term_rows import Rows
from pitchdeck.delivery.sheets.unpacking import repacked
from pitchdeck.features.projection import Inputs

SHEET = "Inputs"
MOST_ROWS = 8_000
TIMEOUT_S = 10.0
_reader = Child("pitchdeck.delivery.sheets.worker")


def inputs_of(data: bytes) -> tuple[Inputs | None, tuple[Wrong, ...]]:
    """The inputs, or what is wrong with them by sheet, row and column; Unreadable for another workbook."""
    return Rows.of(_cells(repacked(data))).inputs()


def _cells(data: bytes) -> list[list[object]]:
    """The cells of the sheet, read in a process of its own that a wicked file may take down."""
    try:
        answer, _ = _reader.ask({"sheet": SHEET, "most": MOST_ROWS}, data, timeout_s=TIMEOUT_S)
    except ChildTimedOut as late:
        raise Unreadable("This workbook takes too long to read. Upload one that pitchdeck wrote.") from late
    except (ChildDied, ChildRefused) as failed:
        raise Unreadable(
            "This workbook cannot be read. Open it, save it as .xlsx, and try again."
        ) from failed
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
