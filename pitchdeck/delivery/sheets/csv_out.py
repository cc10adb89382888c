"""A table as CSV that opens in any spreadsheet and runs nothing there."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_RUNS = ("=", "+", "-", "@", "\t", "\r")
_FIGURE = re.compile(r"-[0-9]+([.][0-9]+)?")


def neutral(cell: str) -> str:
    """The text of a cell; what a spreadsheet would run as a formula is marked as text."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell


def marked_off(cell: str) -> str:
    """The text of a cell without the mark that `neutral` gave it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RUNS) else cell


def _written(cell: str) -> str:
    """A figure below zero stays a figure, or nobody could add it up."""
    return cell if _FIGURE.fullmatch(cell) else neutral(cell)


def csv_of(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table in UTF-8 with the mark that spreadsheets look for, lines ended as RFC 4180 asks."""
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\r\n")
    sheet.writerow([neutral(cell) for cell in head])
    sheet.writerows([_written(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")
