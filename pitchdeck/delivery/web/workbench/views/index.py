"""The cuts of the workbench as a page, as CSV and as Excel: the same lines, the same columns."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from pitchdeck.base.errors import NotFound
from pitchdeck.base.money import Money, exponent
from pitchdeck.delivery.sheets.csv_out import csv_of
from pitchdeck.delivery.sheets.table_out import Cell, workbook_of
from pitchdeck.delivery.web.access import organisation, page, requires, snapshot
from pitchdeck.delivery.web.attachments import CSV, EXCEL, attached
from pitchdeck.delivery.web.workbench.views.asked import ALL, NAMES, Found, View, found_in, heads_of
from pitchdeck.delivery.web.workbench.views.blueprint import bp
from pitchdeck.delivery.web.workbench.views.figure import leads
from pitchdeck.delivery.web.workbench.views.saved import own_views
from pitchdeck.features.funding.queries import advances
from pitchdeck.features.portfolio.figures import Line, standings, total, under
from pitchdeck.features.portfolio.queries import workbench as queries

PERCENT = 100


@bp.get("/workbench")
@requires("workbench:see")
def index() -> BaseResponse | str:
    """Where budgets are, how years end, and what moved by quarter and vendor."""
    with snapshot() as session:
        kept = own_views(session)
        opens = next((row for row in kept if row.is_default and not request.args), None)
        if opens:
            return redirect(url_for("workbench.index", **opens.asked))
        found = found_in(session)
        promised = advances.as_announced(advances.promised_in_all(session))
    told = {"lines": found.lines, "kept": kept, "promised": promised}
    return page("workbench/index.html", view=found.view, **told, **_table(found))


def _table(found: Found) -> dict[str, Any]:
    """The columns that have something in them, the names of those that have nothing, and the sums."""
    by, together, named = found.view.by, total(found.lines), heads_of(found.view.by)
    full = [column for column in queries.columns(by) if together.get(column)]
    heads = [("name", NAMES[by] if by != "outlook" else "Fund", "text")]
    heads += [("share", "Share of approved money", "text")] if by == "goal" else []
    heads += [(column, named[column], "figure") for column in full]
    return {
        "under": under,
        "heads": heads,
        "zero": [named[column].lower() for column in queries.columns(by) if not together.get(column)],
        "foot": Line("", "Together", "", together),
        "standing": standings(found.lines) if by == "goal" else {},
        "names": NAMES,
        "all": ALL,
        "leads": leads(by),
    }


@bp.get("/workbench.csv")
@requires("workbench:see")
def sheet() -> Response:
    """The same lines as CSV."""
    found = _found()
    rows = ([str(cell) for cell in row] for row in _rows(found))
    return attached(csv_of(_head(found.view.by), rows), CSV, _named(found.view, "csv"))


@bp.get("/workbench.xlsx")
@requires("workbench:see")
def book() -> Response:
    """The same lines as an Excel sheet, amounts being numbers."""
    found = _found()
    decimals = exponent(organisation().currency)
    content = workbook_of("Workbench", _head(found.view.by), _rows(found), decimals=decimals)
    return attached(content, EXCEL, _named(found.view, "xlsx"))


def _found() -> Found:
    """What a file is asked for; a filter that means nothing here is refused: a file could not say it."""
    with snapshot() as session:
        found = found_in(session)
    if found.view.wrong:
        raise NotFound
    return found


def _head(by: str) -> list[str]:
    currency, named = organisation().currency, heads_of(by)
    names = [named[name] for name in queries.columns(by)]
    names += ["Lands under budget"] if _lands(by) else []
    more = _ENDS[by].heads if by in _ENDS else ()
    own = [name.format(currency=currency) for name in more]
    return [NAMES[by], "Note", *(f"{name}, {currency}" for name in names), *own]


def _lands(by: str) -> bool:
    return by in {"fund", "unit"}


def _rows(found: Found) -> list[list[Cell]]:
    by, ends = found.view.by, _ENDS.get(found.view.by)
    ending = ends.of(found.lines) if ends else {}
    return [[*_cells(line, by), *ending.get(line.address, ())] for line in found.lines]


def _cells(line: Line, by: str) -> list[Cell]:
    amounts = [line.amounts[name] for name in queries.columns(by)]
    amounts += [under(line.amounts)] if _lands(by) else []
    return [line.name, line.note, *map(_major, amounts)]


def _major(amount: int) -> Decimal:
    return Money(amount, organisation().currency).major


class _Ends:
    """The last columns of a sheet: what a cut has beside its money."""

    def __init__(
        self, heads: tuple[str, ...], of: Callable[[Sequence[Line]], Mapping[str, tuple[Cell, ...]]]
    ) -> None:
        self.heads, self.of = heads, of


def _shares(lines: Sequence[Line]) -> Mapping[str, tuple[Cell, ...]]:
    return {address: (_percent(own.share), Decimal(own.place)) for address, own in standings(lines).items()}


def _values(lines: Sequence[Line]) -> Mapping[str, tuple[Cell, ...]]:
    return {line.address: _value(line.amounts) for line in lines}


def _value(amounts: Mapping[str, int]) -> tuple[Cell, ...]:
    planned, measured = amounts.get("planned", 0), amounts.get("measured", 0)
    return (_major(planned), _major(measured), _percent(measured / planned) if planned > 0 else "")


def _percent(part: float) -> Decimal:
    return Decimal(round(part * PERCENT * PERCENT)) / PERCENT


_ENDS = {
    "goal": _Ends(("Share of approved money, %", "Place by money"), _shares),
    "unit": _Ends(
        ("Benefit planned to date, {currency}", "Benefit measured to date, {currency}", "Measured, %"),
        _values,
    ),
}


def _named(view: View, ending: str) -> str:
    return f"workbench-{view.by}-{view.year}.{ending}"
