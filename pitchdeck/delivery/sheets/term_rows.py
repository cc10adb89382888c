"""From the rows of the sheet of inputs to the file format, and from its errors back to their cells."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pitchdeck.delivery.sheets.csv_in import Unreadable
from pitchdeck.delivery.sheets.csv_out import marked_off
from pitchdeck.delivery.sheets.found import Wrong
from pitchdeck.delivery.sheets.workbook.terms import LISTS, PAIRS
from pitchdeck.features.projection import InputError, Inputs, parse

NEEDED = ("line", "kind", "term", "value")
LOOKED_THROUGH = 12  # the headings stand among the first rows
LINE = re.compile(r"([CB])0*([1-9][0-9]{0,2})", re.IGNORECASE)
PATH = re.compile(r"(?:(costs|benefits)\[(\d+)\](?:\.(.+))?|(\w+))")
ENTRY = re.compile(r"entry (\d+) ")
SECTIONS = {"C": "costs", "B": "benefits"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row that says something, with its number in the sheet."""

    number: int
    line: str
    kind: str
    term: str
    value: object
    second: object

    @property
    def filled(self) -> bool:
        """Whether it gives a value."""
        return self.value is not None or self.second is not None

    @property
    def says_something(self) -> bool:
        """Whether a cell of it is filled."""
        return bool(self.line or self.kind or self.term) or self.filled


@dataclass
class Rows:
    """The rows by line, and everything that is wrong with them so far."""

    columns: Mapping[str, str]
    rows: Sequence[Row]
    wrong: list[Wrong] = field(default_factory=list)

    @classmethod
    def of(cls, cells: Sequence[Sequence[object]]) -> "Rows":
        """The rows under the headings; Unreadable when there are none."""
        at = next((place for place, row in enumerate(cells[:LOOKED_THROUGH]) if _is_head(row)), None)
        if at is None:
            raise Unreadable(
                "The sheet “Inputs” has no headings Line, Kind, Term and Value in its first rows. "
                "Start from a pitch's own workbook."
            )
        names = [_text(cell).casefold() for cell in cells[at]]
        places = {name: names.index(name) for name in (*NEEDED, "second value") if name in names}
        rows = []
        for number, row in enumerate(cells[at + 1 :], start=at + 2):
            found = {name: row[place] if place < len(row) else "" for name, place in places.items()}
            line, kind, term = (_text(found[name]) for name in ("line", "kind", "term"))
            value, second = found["value"], found.get("second value", "")
            one = Row(number, line.upper(), kind, term, _given(value), _given(second))
            if one.says_something:
                rows.append(one)
        return cls({name: _letter(place) for name, place in places.items()}, rows)

    def inputs(self) -> tuple[Inputs | None, tuple[Wrong, ...]]:
        """The inputs, or everything that is wrong, each by row and column."""
        lines = self._filled(self._lines())
        data: dict[str, Any] = {"costs": [], "benefits": []}
        order: dict[tuple[str, int], str] = {}
        for name in sorted(lines, key=lambda name: (name[:1], int(name[1:] or 0))):
            terms = self._terms(lines[name])
            if not name:
                data |= terms
                continue
            section = SECTIONS[name[0]]
            order[section, len(data[section])] = name
            data[section].append({"kind": lines[name][0].kind} | terms)
        try:
            found = parse(data)
        except InputError as refused:
            self.wrong += [self._placed(path, words, lines, order) for path, words in refused.errors.items()]
            found = None
        return (None if self.wrong else found), tuple(self.wrong)

    def _lines(self) -> dict[str, list[Row]]:
        lines: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            match = LINE.fullmatch(row.line)
            if row.line and match is None:
                self._refuse(row, "line", "must be C1, C2 … for cost or B1, B2 … for benefit")
                continue
            name = f"{match[1]}{int(match[2])}" if match else ""
            lines[name].append(row)
            first = lines[name][0]
            if row.kind != first.kind:
                self._refuse(row, "kind", f"is another one than in row {first.number} of the same line")
        return dict(lines)

    def _filled(self, lines: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
        """The lines that somebody filled: a prepared one without a value is not read.

        Unreadable where all are prepared and none is filled, which is the template as it was downloaded.
        """
        prepared = [name for name in lines if name]
        filled = {name: rows for name, rows in lines.items() if not name or any(row.filled for row in rows)}
        if prepared and not filled.keys() & set(prepared) and not self.wrong:
            raise Unreadable(
                f"The template is not filled in: all {len(prepared)} lines on the sheet “Inputs” are empty. "
                "Give the values of at least one cost or benefit in column "
                f"{self.columns['value']}, and upload it again."
            )
        return filled

    def _terms(self, rows: Sequence[Row]) -> dict[str, Any]:
        terms: dict[str, Any] = {}
        first: dict[str, int] = {}
        for row in rows:
            if not row.term:
                self._refuse(row, "term", "names no term")
            elif row.term in PAIRS or row.term in LISTS:
                _append(terms, row)
            elif row.term in first:
                self._refuse(row, "term", f"is given twice; see row {first[row.term]}")
            else:
                first[row.term] = row.number
                terms |= _single(row)
        return {name: _without_end(entries) for name, entries in terms.items()}

    def _placed(
        self, path: str, words: str, lines: Mapping[str, list[Row]], order: Mapping[tuple[str, int], str]
    ) -> Wrong:
        """An error of the file format, at the cell that it comes from."""
        match = PATH.fullmatch(path)
        section, number, term = (match[1], match[2], match[3] or match[4]) if match else ("", "", "")
        rows = lines.get(order.get((section, int(number)), "") if section and number else "", [])
        own = [row for row in rows if row.term == term]
        if not rows:
            return Wrong("Inputs", f"{path} {words}.")
        entry = ENTRY.match(words)
        row = own[min(int(entry[1]), len(own)) - 1] if entry and own else (own or rows)[0]
        if not own and term != "kind":
            return self._at(row, "line", f"{term} {words}" if term else words)
        column = "kind" if term == "kind" else "term" if "not a known term" in words else "value"
        return self._at(row, column, ENTRY.sub("", words))

    def _refuse(self, row: Row, column: str, why: str) -> None:
        self.wrong.append(self._at(row, column, why))

    def _at(self, row: Row, column: str, why: str) -> Wrong:
        named = " ".join(part for part in (row.line, row.term) if part)
        place = f"Inputs, row {row.number}, column {self.columns[column]}"
        return Wrong(f"{place} ({named})" if named else place, f"{_shown(row, column)}{why}.")


def _append(terms: dict[str, Any], row: Row) -> None:
    """An entry of a term of several rows; a month between two others that says nothing counts as 0."""
    entries = terms.setdefault(row.term, [])
    if row.term in LISTS:
        entries.append(row.value)
    elif row.value is not None or row.second is not None:
        entries.append([row.value, row.second])


def _without_end(entries: Any) -> Any:
    if not isinstance(entries, list):
        return entries
    while entries and entries[-1] is None:
        entries.pop()
    return [0 if entry is None else entry for entry in entries]


def _single(row: Row) -> dict[str, Any]:
    if row.term.endswith("_range"):
        return {} if row.value is None and row.second is None else {row.term: [row.value, row.second]}
    return {} if row.value is None else {row.term: row.value}


def _shown(row: Row, column: str) -> str:
    """What stands in the cell, where a text stands in the place of something else."""
    return f"“{row.value[:40]}” " if column == "value" and isinstance(row.value, str) else ""


def _is_head(row: Sequence[object]) -> bool:
    return set(NEEDED) <= {_text(cell).casefold() for cell in row}


def _text(cell: object) -> str:
    return marked_off(str(cell).strip()) if isinstance(cell, str) else "" if cell is None else str(cell)


def _given(cell: object) -> object:
    """A cell's value; None for an empty one. Text loses the mark that kept it from being run."""
    if isinstance(cell, str):
        return marked_off(cell.strip()) or None
    return cell


def _letter(place: int) -> str:
    return chr(ord("A") + place)
