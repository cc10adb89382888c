"""The workbook reader's own process: `python -m pitchdeck.delivery.sheets.worker`."""

import io
from typing import Any

from pitchdeck.delivery.charts.serving import Answer, limit_memory, serve

MEMORY_MIB = 768
WIDEST = 24


def read(question: dict[str, Any], body: bytes) -> Answer:
    """The cells of one sheet (the first without a name), or the names of the sheets when it is not there."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  # only this process parses what others wrote

    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    wanted = question["sheet"] or (book.sheet_names or [""])[0]
    if wanted not in book.sheet_names:
        return {"sheets": [str(name)[:60] for name in book.sheet_names]}, b""
    sheet = book.get_sheet_by_name(wanted)
    rows_in_all = 0 if sheet.end is None else sheet.end[0] + 1
    if rows_in_all > question["most"]:
        return {"rows": rows_in_all, "name": wanted[:60]}, b""
    rows = sheet.to_python(skip_empty_area=False)
    cells = [[_plain(cell) for cell in row[:WIDEST]] for row in rows]
    return {"cells": cells, "name": wanted[:60]}, b""


def _plain(cell: object) -> object:
    """A value that JSON can carry; a date or a time is told as text, and no term is one."""
    return cell if isinstance(cell, str | bool | int | float) else str(cell)


if __name__ == "__main__":
    limit_memory("address_space", MEMORY_MIB)
    serve(read)
