"""Finance's workbench: where the money of all funds is, cut four ways, as a page and as sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, request, url_for
from sqlalchemy.orm import Session

from pitchdeck.base.money import Money, exponent
from pitchdeck.delivery.sheets.csv_out import csv_of
from pitchdeck.delivery.sheets.table_out import workbook_of
from pitchdeck.delivery.web.access import organisation, page, requires, snapshot, today
from pitchdeck.delivery.web.attachments import CSV, EXCEL, attached
from pitchdeck.delivery.web.filters import month
from pitchdeck.features.portfolio.figures import Line, total, under
from pitchdeck.features.portfolio.queries import workbench as queries
from pitchdeck.features.portfolio.queries.quarters import by_quarter
from pitchdeck.features.portfolio.queries.workbench import Choice
from pitchdeck.features.projection import fiscal_year_of

bp = Blueprint("workbench", __name__)

ALL = "all"
NAMES = {"fund": "Fund", "unit": "Unit", "goal": "Goal", "investor": "Investor", "quarter": "Quarter"}
HEADS = {
    "budget": "Budget",
    "unallotted": "Not given out",
    "free": "Free in purses",
    "reserved": "Reserved",
    "committed": "Committed",
    "released": "Released",
    "contracted": "Contracted",
    "spent": "Spent",
    "carried": "Carried on",
    "lapsed": "Lapsed",
    "overrun": "Overrun",
}


@dataclass(frozen=True, slots=True)
class View:
    """What is asked for, as the address says it, and what there is to ask for."""

    by: str
    year: str
    unit: str
    choice: Choice
    wrong: str

    @property
    def years(self) -> dict[str, int]:
        """The fiscal years that there are, as addresses name them."""
        return {_named_year(year): year for year in self.choice.years}

    @property
    def asked(self) -> dict[str, Any]:
        """The address's arguments: who keeps the address keeps the view."""
        return {"by": self.by, "year": self.year} | ({"unit": self.unit} if self.unit else {})

    def ways(self, names: Mapping[str, str]) -> list[tuple[str, str, bool]]:
        """(name, address, whether it is this one) of each way to cut the money, with the same filters."""
        return [
            (name, url_for("workbench.index", **(self.asked | {"by": by})), by == self.by)
            for by, name in names.items()
        ]


@bp.get("/workbench")
@requires("workbench:see")
def index() -> str:
    """Where budgets are, by fund, unit, goal or investor, and what moved by quarter."""
    view, lines = _asked()
    together = total(lines)
    full = [column for column in queries.columns(view.by) if together.get(column)]
    zero = [HEADS[column].lower() for column in queries.columns(view.by) if not together.get(column)]
    heads = [("name", NAMES[view.by], "text"), *((column, HEADS[column], "figure") for column in full)]
    foot = Line("", "Together", "", together)
    facts = {"under": under, "heads": heads, "zero": zero, "foot": foot, "names": NAMES, "all": ALL}
    return page("workbench/index.html", view=view, lines=lines, **facts)


@bp.get("/workbench.csv")
@requires("workbench:see")
def sheet() -> Response:
    """The same lines as CSV."""
    view, lines = _asked()
    rows = ([str(cell) for cell in _cells(line)] for line in lines)
    return attached(csv_of(_head(view.by), rows), CSV, _named(view, "csv"))


@bp.get("/workbench.xlsx")
@requires("workbench:see")
def book() -> Response:
    """The same lines as an Excel sheet, amounts being numbers."""
    view, lines = _asked()
    rows = [_cells(line) for line in lines]
    decimals = exponent(organisation().currency)
    content = workbook_of("Workbench", _head(view.by), rows, decimals=decimals)
    return attached(content, EXCEL, _named(view, "xlsx"))


def _asked() -> tuple[View, tuple[Line, ...]]:
    with snapshot() as session:
        found = queries.pieces(session)
        view = _view(request.args, queries.choice(found))
        if view.by == "quarter":
            return view, _quarters(session, view)
    return view, queries.lines(found, view.by, year=view.years.get(view.year), unit=view.unit)


def _quarters(session: Session, view: View) -> tuple[Line, ...]:
    """What moved in each quarter of the year that is asked for, or of all that have funds."""
    years = [view.years[view.year]] if view.year in view.years else view.choice.years
    start, zone = organisation().fiscal_year_start, organisation().zone
    moved = by_quarter(session, years, fiscal_year_start=start, zone=zone)
    return tuple(
        Line(
            "",
            f"Quarter {span.number} of {span.fiscal_year}",
            f"{month(span.begins)} to {month(span.last)}",
            amounts,
        )
        for span, amounts in moved
    )


def _named_year(year: int) -> str:
    """How addresses name a fiscal year: FY2026, so that no whole number in them could be a row's id."""
    return f"FY{year}"


def _view(args: Mapping[str, str], choice: Choice) -> View:
    """What the address asks for; what it asks for in vain is said, and everything is shown instead."""
    present = _named_year(fiscal_year_of(today(), 0, fiscal_year_start=organisation().fiscal_year_start))
    years = {*map(_named_year, choice.years), ALL}
    usual = present if present in years else ALL
    by, year, unit = args.get("by", "fund"), args.get("year", usual), args.get("unit", "")
    wrong = [
        words
        for words, is_wrong in (
            (f"“{by[:20]}” is none of the ways to cut the money.", by not in NAMES),
            (f"“{year[:20]}” is no fiscal year with a fund.", year not in years),
            ("No fund is of the unit that the address names.", unit not in {"", *dict(choice.units)}),
        )
        if is_wrong
    ]
    sound = (
        by if by in NAMES else "fund",
        year if year in years else ALL,
        unit if unit in dict(choice.units) else "",
    )
    return View(*sound, choice, " ".join(wrong))


def _head(by: str) -> list[str]:
    currency = organisation().currency
    names = [HEADS[name] for name in queries.columns(by)]
    names += ["Lands under budget"] if "budget" in queries.columns(by) else []
    return [NAMES[by], "Note", *(f"{name}, {currency}" for name in names)]


def _cells(line: Line) -> list[str | Decimal]:
    currency = organisation().currency
    amounts = [*line.amounts.values(), *([under(line.amounts)] if "budget" in line.amounts else [])]
    return [line.name, line.note, *(Money(amount, currency).major for amount in amounts)]


def _named(view: View, ending: str) -> str:
    return f"workbench-{view.by}-{view.year}.{ending}"
