"""The template that is filled in a spreadsheet: it is read back, it calculates, and empty it says so."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from python_calamine import CalamineWorkbook

from pitchdeck.delivery.sheets.csv_in import Unreadable
from pitchdeck.delivery.sheets.inputs_in import inputs_of
from pitchdeck.delivery.sheets.workbook import template
from pitchdeck.features.projection import REALISATION_BY_KIND, parse, project
from pitchdeck.features.projection.costs import KINDS
from tests.delivery.sheets.recalculated import Recalculated, differing

FILLED: dict[str, dict[str, Any]] = {
    "": {"launch": 3, "participants": 40},
    "C1": {"people": 40, "hours": 3, "wage": 30, "burden": 0.42, "month": 3},
    "C4": {"label": "A coach & her travel", "amount": 4000, "month": 3},
    "C6": {"milestones": [(1, 2000), (4, 3000.5)], "contingency": 0.1},
    "B1": {
        "name": "Less searching",
        "units": 40,
        "delta": 1.5,
        "value": 30,
        "per": "week",
        "adoption": 0.55,
        "isolation": 0.6,
        "redeployed": 0.5,
        "lag": 4,
    },
}
AS_DATA = {
    "rate": 0.08,
    "launch": 3,
    "participants": 40,
    "costs": [
        {"kind": "participant_time"} | FILLED["C1"],
        {"kind": "one_off"} | FILLED["C4"],
        {"kind": "msp_fixed", "milestones": [[1, 2000], [4, 3000.5]], "contingency": 0.1},
    ],
    "benefits": [{"kind": "time_saved"} | FILLED["B1"]],
}


def blank() -> bytes:
    return template(0.08, "EUR", "Nordwind")


def cells() -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(blank())).get_sheet_by_name("Inputs").to_python()


def written(values: dict[str, dict[str, Any]]) -> bytes:
    """The template with these values typed into its own file, which keeps every other part as it was."""
    typed: dict[str, Any] = {}
    left = {
        (line, term): list(value) if isinstance(value, list) else [(value, None)]
        for line, terms in values.items()
        for term, value in terms.items()
    }
    for number, (line, _kind, term, *_rest) in enumerate(cells(), start=1):
        entries = left.get((line, term))
        if entries:
            first, second = entries.pop(0)
            typed |= {f"E{number}": first} | ({} if second is None else {f"F{number}": second})
    assert not any(left.values())
    return _typed(blank(), typed)


def _typed(content: bytes, typed: dict[str, Any]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(kept, "w") as after:
        for part in before.namelist():
            data = before.read(part)
            if part == "xl/worksheets/sheet1.xml":
                text = data.decode()
                for place, value in typed.items():
                    text = _into(text, place, value)
                data = text.encode()
            after.writestr(part, data)
    return kept.getvalue()


def _into(sheet: str, place: str, value: Any) -> str:
    if isinstance(value, str):
        cell = f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    else:
        cell = f'<c r="{place}"><v>{value!r}</v></c>'
    there = re.compile(rf'<c r="{place}"[^>]*?(?:/>|>.*?</c>)')
    if there.search(sheet):
        return there.sub(lambda _: cell, sheet, count=1)
    before = re.compile(rf'(<c r="E{place[1:]}"[^>]*?(?:/>|>.*?</c>))')
    assert before.search(sheet), place
    return before.sub(lambda match: match[1] + cell, sheet, count=1)


def test_a_filled_template_is_read_as_what_was_typed() -> None:
    read = inputs_of(written(FILLED))
    assert read.wrong == ()
    assert read.inputs == parse(AS_DATA)


def test_a_filled_template_calculates_the_engine_s_figures(tmp_path: Path) -> None:
    """The prepared lines that nobody filled neither cost nor earn, nor open the headline's window."""
    assert differing(Recalculated(written(FILLED), tmp_path).figures(), project(parse(AS_DATA))) == {}


def test_an_empty_template_calculates_nothing(tmp_path: Path) -> None:
    assert differing(Recalculated(blank(), tmp_path).figures(), project(parse({"rate": 0.08}))) == {}


def test_an_unfilled_template_answers_with_one_sentence() -> None:
    with pytest.raises(Unreadable) as refused:
        inputs_of(blank())
    assert str(refused.value) == (
        "The template is not filled in: all 9 lines on the sheet “Inputs” are empty. "
        "Give the values of at least one cost or benefit in column E, and upload it again."
    )


def test_a_line_filled_in_part_is_answered_beside_its_cell() -> None:
    (wrong,) = inputs_of(written({"C3": {"label": "A coach"}})).wrong
    assert str(wrong) == "Inputs, row 35, column E (C3 amount): is needed."


def test_every_kind_of_line_is_explained(tmp_path: Path) -> None:
    sheet = Recalculated(blank(), tmp_path)
    assert sheet.names == ["Inputs", "Months", "Figures", "Kinds", "Read me"]
    told = {sheet.value("Read me", row, 1): sheet.value("Read me", row, 2) for row in range(4, 40)}
    kinds = [f"Cost {kind}" for kind in KINDS] + [f"Benefit {kind}" for kind in REALISATION_BY_KIND]
    assert [kind for kind in kinds if not told.get(kind)] == []
    assert told["Currency"] == "EUR"
    assert told["Template"].startswith("Fill the yellow cells")
    assert "Hash of the inputs" not in told


def test_the_template_is_always_the_same_file() -> None:
    assert blank() == blank()
