"""What a figure of the workbench is made of, as CSV and as Excel: the page's lines, all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from flask import Response, abort

from pitchdeck.base.money import Money, exponent
from pitchdeck.delivery.sheets.csv_out import csv_of
from pitchdeck.delivery.sheets.table_out import Cell, workbook_of
from pitchdeck.delivery.web.access import organisation, requires, snapshot
from pitchdeck.delivery.web.attachments import CSV, EXCEL, attached
from pitchdeck.delivery.web.filters import words
from pitchdeck.delivery.web.workbench.views.asked import Found, heads_of
from pitchdeck.delivery.web.workbench.views.blueprint import bp
from pitchdeck.delivery.web.workbench.views.figure import PAPER_WORDS, Made, asked_figure, cut_of
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.portfolio.queries.behind import Filed, all_behind
from pitchdeck.features.portfolio.queries.outlook import Pace
from pitchdeck.features.portfolio.queries.payers import Payer, Payers, payers
from pitchdeck.features.portfolio.queries.vendors import Paper

MOST = 100_000
"""The most lines of one file; no spreadsheet opens more with ease."""
TOO_LARGE, PERCENT, ONE_DECIMAL = 413, 100, 10
OTHERS = "Part of others, who share the same accounts of pitches"
OF_TRANSFERS = (
    *("Date", "Time", "What", "From", "To", "Fiscal year", "Fund", "Fund’s ERP code", "Unit"),
    *("Unit’s ERP code", "Investor", "Pitch", "Programme", "Category", "Kind of document", "Document"),
    *("Vendor", "Contract’s ERP code", "Reason", "Who", "Reverses", "Amount", "Currency"),
)
OF_PAPERS = (
    *("Date", "Kind of document", "Document", "Vendor", "Pitch", "Programme", "Unit", "Fiscal year"),
    *("Category", "Contract’s ERP code", "Who", "Amount", "Currency"),
)
OF_PACES = (
    *("Pitch", "Programme", "Planned to date", "Cost to date", "Cost of plan, %", "Amount", "Currency"),
)


@dataclass(frozen=True, slots=True)
class File:
    """A figure's lines as a table: the column Amount adds up to the figure."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


@bp.get("/workbench/figure.csv")
@requires("workbench:see")
def figure_csv() -> Response:
    """The lines behind a figure as CSV."""
    file = _file()
    rows = ([str(cell) for cell in row] for row in file.rows)
    return attached(csv_of(file.head, rows), CSV, f"{file.name}.csv")


@bp.get("/workbench/figure.xlsx")
@requires("workbench:see")
def figure_book() -> Response:
    """The lines behind a figure as an Excel sheet, days being days and amounts numbers."""
    file = _file()
    content = workbook_of(file.title, file.head, file.rows, decimals=exponent(organisation().currency))
    return attached(content, EXCEL, f"{file.name}.xlsx")


def _file() -> File:
    with snapshot() as session:
        found, name, made = asked_figure(session)
        if made.moved and made.moved.count > MOST:
            told = f"{made.moved.count:,} transfers make this figure, and a file takes {MOST:,}."
            abort(TOO_LARGE, f"{told} Choose one year, one unit or one line of the workbench.")
        lines = all_behind(session, name, cut_of(found, made.line)) if made.moved else ()
        paid_by = payers(session)
    head, rows = _table(made, lines, name, paid_by)
    head_words = heads_of(found.view.by)[name]
    return File(_named(found, name), head_words, head, [*rows, *_others(made, head)])


def _named(found: Found, name: str) -> str:
    return f"workbench-{found.view.by}-{found.view.year}-{name}"


def _table(
    made: Made, lines: Iterable[Filed], name: str, paid_by: Payers
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    if made.moved:
        return OF_TRANSFERS, [_transfer(line, paid_by) for line in lines]
    if made.paces:
        return OF_PACES, [_pace(*each) for each in made.paces]
    return OF_PAPERS, [_paper(paper, name) for paper in made.papers]


def _others(made: Made, head: tuple[str, ...]) -> list[tuple[Cell, ...]]:
    """The row that takes off what is others', so that the column adds up to the figure that was clicked."""
    if not made.others:
        return []
    told: dict[str, Cell] = {head[1 if head is OF_PAPERS else 2]: OTHERS, "Amount": _major(-made.others)}
    told["Currency"] = organisation().currency
    return [tuple(told.get(name, "") for name in head)]


def _transfer(line: Filed, paid_by: Payers) -> tuple[Cell, ...]:
    local = _local(line.at)
    return (
        *(local.date(), f"{local:%H:%M}", words(line.verb), words(line.from_kind), words(line.to_kind)),
        *("" if line.fiscal_year is None else str(line.fiscal_year), *_funds(line, paid_by)),
        *(line.investor or "", line.ref or "", line.title or ""),
        *(_category(line.category), PAPER_WORDS.get(line.paper_kind or "", ""), line.document or line.paper),
        *(line.vendor, line.contract_code, line.reason, line.by_name, _undone(line)),
        *(_major(line.amount), line.currency),
    )


def _funds(line: Filed, paid_by: Payers) -> tuple[str, ...]:
    """The fund, its unit and their codes; all that paid for the pitch, where its account mixes them."""
    if line.fund_name:
        return (line.fund_name, line.fund_code, line.unit_name, line.unit_code)
    found = paid_by.of(line.ref or "", line.fiscal_year)
    return tuple(_named_once(found, name) for name in ("fund", "fund_code", "unit", "unit_code"))


def _named_once(found: Iterable[Payer], name: str) -> str:
    return "; ".join(dict.fromkeys(value for each in found if (value := getattr(each, name))))


def _undone(line: Filed) -> str:
    if line.undone_at is None:
        return ""
    return f"{words(line.undone_verb)} of {_local(line.undone_at):%Y-%m-%d %H:%M}"


def _paper(paper: Paper, name: str) -> tuple[Cell, ...]:
    return (
        *(paper.dated_on, PAPER_WORDS[paper.kind], paper.reference, paper.vendor, paper.ref, paper.title),
        *(paper.unit_name, str(paper.fiscal_year), _category(paper.category), paper.erp_code),
        *(paper.by_name, _major(paper.amounts[name]), organisation().currency),
    )


def _pace(pace: Pace, adds: int) -> tuple[Cell, ...]:
    ratio = Decimal(round(pace.cost_ratio * PERCENT * ONE_DECIMAL)) / ONE_DECIMAL
    amounts = (_major(pace.planned_cost), _major(pace.cost), ratio, _major(adds))
    return (pace.ref, pace.title, *amounts, organisation().currency)


def _category(name: str) -> str:
    return CATEGORY_WORDS.get(name, words(name))


def _local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(organisation().zone))


def _major(amount: int) -> Decimal:
    return Money(amount, organisation().currency).major
