"""What an address asks the workbench for, and the money that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session

from pitchdeck.delivery.web.access import organisation, today
from pitchdeck.delivery.web.filters import month
from pitchdeck.features.portfolio.figures import Line
from pitchdeck.features.portfolio.queries import workbench as queries
from pitchdeck.features.portfolio.queries.outlook import Pace, paces, with_outlook
from pitchdeck.features.portfolio.queries.quarters import Quarter, by_quarter, quarters_of
from pitchdeck.features.portfolio.queries.vendors import (
    Paper,
    papers,
    units_of,
    vendor_lines,
    wanted,
)
from pitchdeck.features.portfolio.queries.workbench import Choice, Piece
from pitchdeck.features.projection import fiscal_year_of

ALL = "all"
NAMES = {
    "fund": "Fund",
    "outlook": "Outlook",
    "unit": "Unit",
    "goal": "Goal",
    "investor": "Investor",
    "vendor": "Vendor",
    "quarter": "Quarter",
}
HEADS = {
    "budget": "Budget",
    "allotted": "Allotted",
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
    "to_come": "Plan to come",
    "trend": "Trend",
    "lands": "Lands under budget",
    "open": "Open on contracts",
    "ended": "Ended unused",
    "invoiced": "Invoiced",
    "credited": "Credit notes",
    "accrued": "Accrued",
}
HEADS_OF = {"outlook": {"contracted": "Open contracts"}}
"""Columns that a cut names otherwise."""


WITH_PACE = ("fund", "unit", "outlook")
"""Cuts that say where a year lands, or what its money brings."""


def heads_of(by: str) -> dict[str, str]:
    """What the columns of a cut are called."""
    return HEADS | HEADS_OF.get(by, {})


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
        return {named_year(year): year for year in self.choice.years}

    @property
    def fiscal_year(self) -> int | None:
        """The year that is asked for; None for all."""
        return self.years.get(self.year)

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


@dataclass(frozen=True, slots=True)
class Found:
    """The view, its lines, and what they were summed from."""

    view: View
    lines: tuple[Line, ...]
    pieces: tuple[Piece, ...]
    papers: tuple[Paper, ...] = ()
    paces: tuple[Pace, ...] = ()


def found_in(session: Session) -> Found:
    """What the address asks for. A number of statements that depends on the cut alone."""
    pieces = queries.pieces(session)
    choice = queries.choice(pieces)
    documents: tuple[Paper, ...] = ()
    if request.args.get("by") == "vendor":
        documents = papers(session, fiscal_year_start=organisation().fiscal_year_start)
        choice = replace(choice, units=units_of(documents))
    view = view_of(request.args, choice)
    if view.by == "quarter":
        return Found(view, _quarters(session, view), pieces)
    if view.by == "vendor":
        documents = wanted(documents, year=view.fiscal_year, unit=view.unit)
        return Found(view, vendor_lines(documents), pieces, documents)
    known = paces(session, today=today()) if view.by in WITH_PACE else ()
    pieces = with_outlook(pieces, known)
    asked: dict[str, Any] = {"year": view.fiscal_year, "unit": view.unit}
    if view.by == "outlook":
        return Found(view, queries.outlook_lines(pieces, **asked), pieces, paces=known)
    return Found(view, queries.lines(pieces, view.by, **asked), pieces, paces=known)


def _quarters(session: Session, view: View) -> tuple[Line, ...]:
    """What moved in each quarter of the year that is asked for, or of all that have funds."""
    years = [view.years[view.year]] if view.year in view.years else view.choice.years
    start, zone = organisation().fiscal_year_start, organisation().zone
    moved = by_quarter(session, years, fiscal_year_start=start, zone=zone)
    return tuple(
        Line(
            named_quarter(span),
            f"Quarter {span.number} of {span.fiscal_year}",
            f"{month(span.begins)} to {month(span.last)}",
            amounts,
        )
        for span, amounts in moved
    )


def quarter_named(address: str, view: View) -> Quarter | None:
    """The quarter of a line's address; None when it names none of a year that has funds."""
    start = organisation().fiscal_year_start
    for year in view.choice.years:
        for span in quarters_of(year, fiscal_year_start=start):
            if named_quarter(span) == address:
                return span
    return None


def named_quarter(span: Quarter) -> str:
    """How addresses name a quarter: FY2026-Q1."""
    return f"{named_year(span.fiscal_year)}-Q{span.number}"


def named_year(year: int) -> str:
    """How addresses name a fiscal year: FY2026, so that no whole number in them could be a row's id."""
    return f"FY{year}"


def view_of(args: Mapping[str, str], choice: Choice) -> View:
    """What the address asks for; what it asks for in vain is said, and everything is shown instead."""
    present = named_year(fiscal_year_of(today(), 0, fiscal_year_start=organisation().fiscal_year_start))
    years = {*map(named_year, choice.years), ALL}
    usual = present if present in years else ALL
    by, year, unit = args.get("by", "fund"), args.get("year", usual), args.get("unit", "")
    wrong = [
        words
        for words, is_wrong in (
            (f"“{by[:20]}” is none of the ways to cut the money.", by not in NAMES),
            (f"“{year[:20]}” is no fiscal year with a fund.", year not in years),
            ("No money is of the unit that the address names.", unit not in {"", *dict(choice.units)}),
        )
        if is_wrong
    ]
    sound = (
        by if by in NAMES else "fund",
        year if year in years else ALL,
        unit if unit in dict(choice.units) else "",
    )
    return View(*sound, choice, " ".join(wrong))
