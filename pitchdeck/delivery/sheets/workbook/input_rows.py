"""The sheet of inputs: one row for each term of each line, and where each one stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field
from typing import Any

from pitchdeck.delivery.sheets.workbook.terms import (
    GENERAL,
    LISTS,
    PAIRS,
    SPARE_ROWS,
    Term,
    terms_of_benefit,
    terms_of_cost,
)
from pitchdeck.features.projection import BenefitLine, CostLine, Inputs

FIRST_ROW = 4  # of terms, counted from 1: a title, a sentence and the headings stand above
VALUE, SECOND = "E", "F"


@dataclass(frozen=True, slots=True)
class InputRow:
    """One row of the sheet; `line` is C1, C2 … for cost, B1, B2 … for benefit, empty for the whole pitch."""

    line: str
    kind: str
    term: Term
    value: Any = None
    second: Any = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line's terms stand on the sheet of inputs, as formulas name them."""

    rows: Mapping[str, tuple[int, int]]
    defaults: Mapping[str, Any] = field(default_factory=dict)

    def cell(self, term: str) -> str:
        """The cell of a term."""
        return f"Inputs!${VALUE}${self.rows[term][0]}"

    def value(self, term: str) -> str:
        """The term's value, with its default where the cell is left empty."""
        default = self.defaults.get(term)
        cell = self.cell(term)
        if default in (None, MISSING, "") or (not default and not isinstance(default, bool)):
            return cell
        said = f'"{default}"' if isinstance(default, str) else f"{default:g}"
        return f'IF({cell}="",{said},{cell})'

    def block(self, term: str, column: str = VALUE) -> str:
        """All cells of a term of several rows, in one of its two columns."""
        first, last = self.rows[term]
        return f"Inputs!${column}${first}:${column}${last}"

    @property
    def filled(self) -> str:
        """How many cells of the line say something."""
        first, last = min(self.rows.values())[0], max(self.rows.values(), key=max)[1]
        return f"COUNTA(Inputs!${VALUE}${first}:${SECOND}${last})"


def rows_of(inputs: Inputs) -> tuple[InputRow, ...]:
    """Every term of the inputs, the ones without a value too: they can be filled in."""
    return (*general_rows(inputs), *_cost_rows(inputs.costs), *_benefit_rows(inputs.benefits))


def general_rows(inputs: Inputs) -> Iterator[InputRow]:
    """The terms of the whole pitch."""
    defaults = Inputs()
    for name in GENERAL:
        yield InputRow("", "", Term(name, getattr(defaults, name)), getattr(inputs, name))


def _cost_rows(lines: Sequence[CostLine]) -> Iterator[InputRow]:
    for number, line in enumerate(lines, start=1):
        for term in terms_of_cost(line.kind):
            yield from _rows(f"C{number}", line.kind, term, getattr(line, term.name))


def _benefit_rows(lines: Sequence[BenefitLine]) -> Iterator[InputRow]:
    for number, line in enumerate(lines, start=1):
        for term in terms_of_benefit():
            yield from _rows(f"B{number}", line.kind, term, getattr(line, term.name))


def _rows(line: str, kind: str, term: Term, value: Any) -> Iterator[InputRow]:
    if term.name in PAIRS or term.name in LISTS:
        entries = [(one if term.name in PAIRS else (one, None)) for one in value or ()]
        for first, second in (*entries, *[(None, None)] * SPARE_ROWS):
            yield InputRow(line, kind, term, first, second)
    elif term.name.endswith("_range"):
        bad, good = value or (None, None)
        yield InputRow(line, kind, term, bad, good)
    else:
        yield InputRow(line, kind, term, None if value == "" else value)


def places_of(rows: Sequence[InputRow]) -> dict[str, Place]:
    """Where the terms of each line stand."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    defaults: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(rows, start=FIRST_ROW):
        line = found.setdefault(row.line, {})
        first = line.get(row.term.name, (number, number))[0]
        line[row.term.name] = (first, number)
        defaults.setdefault(row.line, {})[row.term.name] = row.term.default
    return {name: Place(line, defaults[name]) for name, line in found.items()}
