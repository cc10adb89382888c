"""A table as an Excel sheet: figures are numbers, and nothing that somebody typed is a formula."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

Cell = str | Decimal | date


def workbook_of(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], *, decimals: int) -> bytes:
    """One sheet with a heading that stays, a filter, and money with so many decimals."""
    import xlsxwriter  # noqa: PLC0415  # only whoever takes a workbook waits for it

    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as file:
        sheet = file.add_worksheet(title[:31])
        bold = file.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        figure = file.add_format({"num_format": "#,##0" + ("." + "0" * decimals if decimals else "")})
        day = file.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, head, bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                _write(sheet, (last, place), cell, figure=figure, day=day)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(head) - 1)
        sheet.set_column(0, len(head) - 1, 14)
        sheet.set_column(0, 0, 34)
    return kept.getvalue()


def _write(sheet: Any, place: tuple[int, int], cell: Cell, *, figure: Any, day: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(*place, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(*place, cell, day)
    else:
        sheet.write_number(*place, float(cell), figure)
