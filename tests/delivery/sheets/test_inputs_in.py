"""Inputs read from a file: the workbook and JSON back again, and every bad file answered with words."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import xlsxwriter

from pitchdeck.delivery.sheets.csv_in import Unreadable
from pitchdeck.delivery.sheets.inputs_in import inputs_of
from pitchdeck.delivery.sheets.json_in import text_of
from pitchdeck.delivery.sheets.workbook import About, workbook
from pitchdeck.features.projection import Inputs, parse, project
from tests.delivery.sheets.test_workbook import BENEFITS, COSTS

ABOUT = About("Title", "P-2026-0001", 1, "0123abc", "EUR", "Nordwind", datetime(2026, 11, 24, tzinfo=UTC))
RANGED = {"adoption_range": [0.3, 0.7], "independent": "another site", "name": "=1+1 ranged"}
FULL = parse(
    {
        "rate": 0.08,
        "launch": 2,
        "participants": 40,
        "costs": [
            {"kind": name.split()[0], "label": name, "source": "@quote"} | line
            for name, line in COSTS.items()
        ],
        "benefits": [line | {"basis": "manager"} for line in BENEFITS.values()]
        + [BENEFITS["plain"] | RANGED],
    }
)
HEAD = ("Line", "Kind", "Term", "", "Value", "Second value")
Rows = list[tuple[Any, ...]]


def book_of(inputs: Inputs) -> bytes:
    return workbook(inputs, project(inputs).figures, ABOUT)


def sheet_of(rows: Rows, *, name: str = "Inputs", head: tuple[str, ...] = HEAD) -> bytes:
    """A workbook as a person may have made it: the headings in row 1, the rows below."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as file:
        sheet = file.add_worksheet(name)
        day = file.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate([head, *rows]):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write(number, column, cell)
    return kept.getvalue()


def wrong(data: bytes) -> list[str]:
    read = inputs_of(data)
    assert read.inputs is None
    return [str(one) for one in read.wrong]


def test_the_workbook_comes_back_as_it_went() -> None:
    read = inputs_of(book_of(FULL))
    assert read.wrong == ()
    assert read.inputs == FULL


def test_json_comes_back_as_it_went_bare_or_under_inputs() -> None:
    text = text_of(FULL)
    assert inputs_of(text.encode()).inputs == FULL
    assert inputs_of(json.dumps({"inputs": json.loads(text), "expected": {}}).encode()).inputs == FULL


C1: Rows = [("C1", "one_off", "amount", None, 100), ("C1", "one_off", "label", None, "Coach")]
BAD_CELLS: dict[str, tuple[Rows, str]] = {
    "text in a number's place": (
        [("C1", "one_off", "amount", None, "a lot")],
        "Inputs, row 2, column E (C1 amount): “a lot” must be a number.",
    ),
    "a percentage above 100": (
        [("B1", "direct", "adoption", None, 55)],
        "Inputs, row 2, column E (B1 adoption): must lie between 0 and 1 (60 % is 0.6).",
    ),
    "a date": (
        [("C1", "one_off", "amount", None, date(2026, 4, 1))],
        "Inputs, row 2, column E (C1 amount): “2026-04-01” must be a number.",
    ),
    "a number in a text's place": (
        [*C1, ("C1", "one_off", "source", None, 7)],
        "Inputs, row 4, column E (C1 source): must be text.",
    ),
    "an amount that is missing": (
        [("C1", "one_off", "label", None, "Coach")],
        "Inputs, row 2, column A (C1 label): amount is needed.",
    ),
    "an unknown term": (
        [*C1, ("C1", "one_off", "amont", None, 7)],
        "Inputs, row 4, column C (C1 amont): is not a known term here.",
    ),
    "an unknown kind": (
        [("C1", "one-off", "amount", None, 7)],
        "Inputs, row 2, column B (C1 amount): must be one of one_off, ",
    ),
    "two kinds in one line": (
        [*C1, ("C1", "recurring", "month", None, 7)],
        "Inputs, row 4, column B (C1 month): is another one than in row 2 of the same line.",
    ),
    "a term twice": (
        [*C1, ("c01", "one_off", "amount", None, 7)],
        "Inputs, row 4, column C (C01 amount): is given twice; see row 2.",
    ),
    "no term": ([*C1, ("C1", "one_off", "", None, 7)], "Inputs, row 4, column C (C1): names no term."),
    "no line's number": (
        [("Cost 1", "one_off", "amount", None, 7)],
        "Inputs, row 2, column A (COST 1 amount): must be C1, C2 … for cost or B1, B2 … for benefit.",
    ),
    "half a milestone": (
        [("C1", "msp_fixed", "milestones", None, 0, 10), ("C1", "msp_fixed", "milestones", None, 3)],
        "Inputs, row 3, column E (C1 milestones): must be a number.",
    ),
    "a month beyond all time": (
        [*C1, ("C1", "one_off", "month", None, 1e9)],
        "Inputs, row 4, column E (C1 month): must lie between 0 and 1,200.",
    ),
    "a rate of the whole pitch": (
        [*C1, ("", "", "rate", None, 8)],
        "Inputs, row 4, column E (rate): must lie between 0 and 1 (60 % is 0.6).",
    ),
    "a sum beyond reason": (
        [("C1", "one_off", "amount", None, 1e16)],
        "Inputs, row 2, column E (C1 amount): must lie between 0 and 1e+15.",
    ),
}


@pytest.mark.parametrize("case", BAD_CELLS)
def test_a_bad_cell_is_named_by_sheet_row_and_column(case: str) -> None:
    rows, words = BAD_CELLS[case]
    (found,) = wrong(sheet_of(rows))
    assert found.startswith(words)


def test_all_bad_cells_are_named_and_nothing_is_taken() -> None:
    rows: Rows = [(f"C{number}", "one_off", "amount", None, "x") for number in range(1, 151)]
    assert len(wrong(sheet_of(rows))) == 150


def test_lines_may_be_added_below_in_any_order() -> None:
    added: Rows = [
        *C1,
        ("B2", "direct", "delta", None, 3),
        ("B1", "direct", "delta", None, 2),
        ("C3", "one_off", "amount", None, 1),
        *[("C1", "one_off", "month", None, None)],
    ]
    read = inputs_of(sheet_of(added)).inputs
    assert read is not None
    assert [line.delta for line in read.benefits] == [2, 3]
    assert [line.label for line in read.costs] == ["Coach", ""]


def packed(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return kept.getvalue()


def bomb() -> bytes:
    """Fifty megabytes of nothing in fifty thousand bytes, which claim to be a thousand."""
    honest = packed(sheet=b"\0" * 50_000_000)
    return honest.replace((50_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


NO_FILE_OF_OURS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "too much": (lambda: b" " * 2_000_001, "larger than 2 MB"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\xff", "neither a workbook"),
    "words": (lambda: b"Dear finance", "not readable as JSON"),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old format"),
    "a list": (lambda: b"[1, 2]", "holds no object"),
    "another object": (lambda: b'{"name": "x"}', "neither costs nor benefits"),
    "NaN": (lambda: b'{"costs": [{"kind": "one_off", "amount": NaN}]}', "NaN is not a number"),
    "nested too deeply": (lambda: b'{"costs":' + b"[" * 100_000, "nested too deeply"),
    "a zip of something": (lambda: packed(letter=b"Dear finance"), "cannot be read"),
    "half a workbook": (lambda: book_of(FULL)[:9000], "damaged"),
    "a zip bomb": (lambda: packed(sheet=b"\0" * 50_000_000), "larger than 20 MB"),
    "a bomb that lies": (bomb, "damaged"),
    "many parts": (lambda: packed(**{f"part{number}": b"" for number in range(300)}), "too many parts"),
    "another sheet": (lambda: sheet_of(C1, name="Budget"), "no sheet “Inputs” in it, only “Budget”"),
    "no headings": (lambda: sheet_of(C1, head=("a", "b")), "no headings Line, Kind, Term and Value"),
    "10,000 rows": (
        lambda: sheet_of([("C1", "one_off", "amount", None, 1)] * 10_000),
        "has 10,001 rows; at most 8,000",
    ),
}


@pytest.mark.parametrize("case", NO_FILE_OF_OURS)
def test_a_file_that_is_none_of_ours_is_answered_with_words(case: str) -> None:
    make, words = NO_FILE_OF_OURS[case]
    with pytest.raises(Unreadable, match=words.replace("(", r"\(")):
        inputs_of(make())


def test_json_errors_are_named_by_path() -> None:
    data = {"costs": [{"kind": "one_off", "amount": -1}], "benefits": [{"adoption": 1e400}]}
    assert wrong(json.dumps(data).replace("Infinity", "1e400").encode()) == [
        "costs[0].amount: must lie between 0 and 1e+15.",
        "benefits[0].adoption: must be a finite number (60 % is 0.6).",
    ]


def test_a_text_that_would_run_is_the_same_text_again() -> None:
    inputs = parse({"costs": [{"kind": "one_off", "label": "=HYPERLINK(1)", "source": "-2", "amount": 1}]})
    read = inputs_of(book_of(inputs)).inputs
    assert read is not None
    assert (read.costs[0].label, read.costs[0].source) == ("=HYPERLINK(1)", "-2")
