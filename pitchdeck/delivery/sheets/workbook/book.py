"""A pitch as an Excel workbook that calculates: change an input, and the figures follow."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from pitchdeck.delivery.sheets.csv_out import neutral
from pitchdeck.delivery.sheets.workbook.figure_rows import FIRST_FIGURE, FigureRow, figure_rows, reason_words
from pitchdeck.delivery.sheets.workbook.input_rows import FIRST_ROW, InputRow, Place, places_of, rows_of
from pitchdeck.delivery.sheets.workbook.kinds import kind_rows
from pitchdeck.delivery.sheets.workbook.line_formulas import Column, benefit_column, cost_columns
from pitchdeck.delivery.sheets.workbook.months import TOP, Months
from pitchdeck.delivery.sheets.workbook.read_me import conventions
from pitchdeck.delivery.sheets.workbook.terms import CHOICES, GENERAL
from pitchdeck.features.projection import Figure, Inputs

if TYPE_CHECKING:
    from xlsxwriter import Workbook

HEADINGS = ("Line", "Kind", "Term", "", "Value", "Second value", "Unit", "What it is")
VALUE_COLUMN = HEADINGS.index("Value")
HELD = ("Line", "Name", "Budget or cashable: 1", "First month", "Up to month", "Each month")
WIDTHS = (7, 17, 17, 2, 26, 14, 30, 52)


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """What is asked of a fiscal year's budget, and what of it finance marked as capex; in the major unit."""

    fiscal_year: int
    asked: float
    capex: float


@dataclass(frozen=True, slots=True)
class Approval:
    """Money that finance approved, the first time or more since: when, how much, and of which fiscal year.

    What ran before was entered and approved on no day.
    """

    on: date | None
    amount: float
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True)
class About:
    """Which version of which pitch a workbook holds.

    `revision` 0 is the draft and has no hash; without a handle it is a template, of no pitch yet. `budget`
    is empty where nothing is capex, `approvals` where no more money was approved after the first time.
    """

    title: str
    handle: str
    revision: int
    hash: str
    currency: str
    organisation: str
    at: datetime
    budget: tuple[BudgetYear, ...] = ()
    approvals: tuple[Approval, ...] = ()
    spent: float = 0


def workbook(inputs: Inputs, figures: Mapping[str, Figure], about: About) -> bytes:
    """The workbook; `figures` are those that pitchdeck shows. The same content gives the same bytes."""
    return written(rows_of(inputs), inputs.horizon, figures, about)


def written(rows: tuple[InputRow, ...], horizon: int, figures: Mapping[str, Figure], about: About) -> bytes:
    """The workbook over these rows of inputs; without `figures` nothing stands beside the formulas."""
    import xlsxwriter  # noqa: PLC0415  # only whoever takes a workbook waits for it

    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as file:
        # A fixed moment: the zip and its properties would otherwise differ each time.
        file.set_properties({"title": neutral(about.title), "created": about.at.astimezone(UTC)})
        book = _Book(file, about)
        places = book.inputs(rows)
        months = _months(rows, horizon, places)
        book.months(months)
        book.figures(
            figure_rows(months, places[""].cell("launch"), places[""].cell("headline_months"), figures),
            figures,
        )
        if about.budget:
            book.budget()
        if about.approvals:
            book.approved()
        book.kinds()
        book.read_me()
    return kept.getvalue()


def _months(rows: tuple[InputRow, ...], horizon: int, places: Mapping[str, Place]) -> Months:
    kinds = {row.line: row.kind for row in rows if row.line}
    named = {row.line: row.value for row in rows if row.term.name in {"label", "name"} and row.value}
    costs: list[Column] = []
    benefits: list[Column] = []
    whole = places[""]
    for line, kind in kinds.items():
        name, at = str(named.get(line, kind)), places[line]
        if line.startswith("C"):
            costs += cost_columns(line, kind, name, at)
        else:
            benefits.append(benefit_column(line, kind, name, at, whole.cell("launch")))
    return Months(horizon, whole.cell("horizon"), whole.cell("rate"), tuple(costs), tuple(benefits))


class _Book:
    """The sheets being written."""

    def __init__(self, file: "Workbook", about: About) -> None:
        self._file, self._about = file, about
        self._head = file.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._title = file.add_format({"bold": True, "font_size": 14})
        self._given = file.add_format({"bg_color": "#FFF8DC", "border": 1, "border_color": "#D0C8A0"})
        self._quiet = file.add_format({"font_color": "#666666"})
        self._shown: dict[str, Any] = {}

    def _format(self, shown_as: str) -> Any:
        if shown_as not in self._shown:
            self._shown[shown_as] = self._file.add_format({"num_format": shown_as, "align": "right"})
        return self._shown[shown_as]

    def _sheet(self, name: str, sentence: str, title: str = "") -> Any:
        sheet = self._file.add_worksheet(name)
        sheet.write_string(0, 0, neutral(title or name), self._title)
        sheet.write_string(1, 0, sentence, self._quiet)
        return sheet

    def inputs(self, rows: tuple[InputRow, ...]) -> dict[str, Place]:
        """Every term in a cell that may be changed."""
        sheet = self._sheet(
            "Inputs",
            "Change what stands in yellow: the months and figures follow. Empty cells count as nothing said.",
            self._about.title,
        )
        self._terms(sheet, rows)
        sheet.freeze_panes(FIRST_ROW - 1, 4)
        return places_of(rows)

    def kinds(self) -> None:
        """Every kind of line with its terms, to be copied into the inputs."""
        sheet = self._sheet(
            "Kinds",
            "To add a line, copy its rows to the end of Inputs, number it on (C3, B2 …) and upload.",
        )
        self._terms(sheet, kind_rows())

    def _terms(self, sheet: Any, rows: tuple[InputRow, ...]) -> None:
        for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.write_string(FIRST_ROW - 2, column, heading, self._head)
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows, start=FIRST_ROW - 1):
            general = GENERAL.get(row.term.name) if not row.line else None
            unit, meaning = general or (row.term.unit, row.term.meaning)
            for column, text in ((0, row.line), (1, row.kind), (2, row.term.name), (6, unit), (7, meaning)):
                sheet.write_string(number, column, text.replace("money", self._about.currency, 1))
            self._value(sheet, number, VALUE_COLUMN, row.value)
            self._value(sheet, number, VALUE_COLUMN + 1, row.second)
            if row.term.name in CHOICES:
                allowed = {"validate": "list", "source": list(CHOICES[row.term.name])}
                sheet.data_validation(number, VALUE_COLUMN, number, VALUE_COLUMN, allowed)

    def _value(self, sheet: Any, row: int, column: int, value: Any) -> None:
        if value is None:
            sheet.write_blank(row, column, None, self._given if column == VALUE_COLUMN else None)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, self._given)
        elif isinstance(value, str):
            sheet.write_string(row, column, neutral(value), self._given)
        else:
            sheet.write_number(row, column, value, self._given)

    def months(self, months: Months) -> None:
        """Every month of every line."""
        sheet = self._sheet(
            "Months", "Costs fall in advance, at their month; benefits in arrears, one index later."
        )
        for row, name in enumerate(HELD, start=1):
            sheet.write_string(row, len(months.sums) + 1, name, self._head)
        sheet.write_string(TOP - 2, 0, "Month", self._head)
        for number in range(months.horizon + 1):
            sheet.write_number(TOP - 1 + number, 0, number)
        self._sums(sheet, months)
        for place, line in enumerate((*months.costs, *months.benefits)):
            self._line(sheet, months, place, line)
        sheet.freeze_panes(TOP - 1, 1)
        sheet.set_column(1, len(months.sums) + len(months.costs) + len(months.benefits) + 2, 15)

    def _sums(self, sheet: Any, months: Months) -> None:
        money = self._format(MONEY_OF_MONTHS)
        for column, one in enumerate(months.sums, start=1):
            sheet.write_string(TOP - 2, column, one.heading, self._head)
            for number in range(months.horizon + 1):
                formula = one.later if number else one.first
                text = formula.format(row=TOP + number, p=TOP + number - 1, **months.letters)
                sheet.write_formula(TOP - 1 + number, column, text, money)

    def _line(self, sheet: Any, months: Months, place: int, line: Column) -> None:
        letter, column = months.line_letter(place), months.at + place
        sheet.write_string(1, column, line.line, self._head)
        sheet.write_string(2, column, neutral(line.name), self._head)
        sheet.write_string(TOP - 2, column, line.line, self._head)
        for row, formula in ((4, line.flag), (5, line.first), (6, line.end), (7, line.amount)):
            sheet.write_formula(row - 1, column, formula.format(c=letter, H=months.horizon_cell, row=row))
        money = self._format(MONEY_OF_MONTHS)
        for number in range(months.horizon + 1):
            text = line.each.format(c=letter, H=months.horizon_cell, row=TOP + number)
            sheet.write_formula(TOP - 1 + number, column, text, money)

    def figures(self, rows: tuple[FigureRow, ...], known_figures: Mapping[str, Figure]) -> None:
        """Every figure as a formula, and beside it as pitchdeck computed it."""
        sheet = self._sheet("Figures", f"Money in {self._about.currency}. The second column never changes.")
        for column, (heading, width) in enumerate(
            (("Figure", 30), ("Computed here", 20), ("By pitchdeck", 20), ("How", 60))
        ):
            sheet.write_string(2, column, heading, self._head)
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows, start=FIRST_FIGURE - 1):
            shown = self._format(row.shown_as)
            figure = known_figures.get(row.key)
            known: float | str | None = None
            if figure is not None:
                known = reason_words(figure) if figure.value is None else figure.value
            sheet.write_string(number, 0, row.name)
            sheet.write_formula(number, 1, row.formula, shown, 0 if known is None else known)
            if known is not None:
                sheet.write(number, 2, known, shown)
            sheet.write_string(number, 3, row.words)
        sheet.activate()

    def budget(self) -> None:
        """What of each year's ask capital budget pays for, and what operating budget does."""
        sheet = self._sheet(
            "Budget",
            f"Money in {self._about.currency}, as finance marked the lines of cost. Capital budget alone "
            "pays for the capital part, operating budget alone for the rest.",
        )
        for column, heading in enumerate(("Fiscal year", "Asked", "Capital part", "Operating part")):
            sheet.write_string(2, column, heading, self._head)
        sheet.set_column(0, 3, 18)
        money = self._format(MONEY_OF_MONTHS)
        for row, year in enumerate(self._about.budget, start=3):
            sheet.write_number(row, 0, year.fiscal_year)
            sheet.write_number(row, 1, year.asked, money)
            sheet.write_number(row, 2, year.capex, money)
            sheet.write_formula(row, 3, f"=B{row + 1}-C{row + 1}", money, year.asked - year.capex)

    def approved(self) -> None:
        """What finance approved first, what more since, and what of it is spent."""
        sheet = self._sheet(
            "Approved",
            f"Money in {self._about.currency}. The plan and its figures are of what was approved first.",
        )
        for column, heading in enumerate(("What", "Approved on", "Fiscal year", "Amount")):
            sheet.write_string(2, column, heading, self._head)
        sheet.set_column(0, 3, 18)
        money, day = self._format(MONEY_OF_MONTHS), self._format("yyyy-mm-dd")
        approvals = self._about.approvals
        for row, each in enumerate(approvals, start=3):
            sheet.write_string(row, 0, "First" if each.fiscal_year is None else "More")
            if each.on is not None:
                sheet.write_datetime(row, 1, datetime.combine(each.on, time()), day)
            if each.fiscal_year is not None:
                sheet.write_number(row, 2, each.fiscal_year)
            sheet.write_number(row, 3, each.amount, money)
        end = 3 + len(approvals)
        total = sum(each.amount for each in approvals)
        sheet.write_string(end, 0, "In all", self._head)
        sheet.write_formula(end, 3, f"=SUM(D4:D{end})", money, total)
        sheet.write_string(end + 1, 0, "Spent so far")
        sheet.write_number(end + 1, 3, self._about.spent, money)

    def read_me(self) -> None:
        """What the sheets rest on, and which version they hold."""
        sheet = self._sheet("Read me", "What this file holds and how it is computed.")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100, self._file.add_format({"text_wrap": True, "valign": "top"}))
        for number, (name, text) in enumerate(conventions(self._about), start=3):
            sheet.write_string(number, 0, name, self._head)
            sheet.write_string(number, 1, neutral(text))


MONEY_OF_MONTHS = "#,##0.00"
