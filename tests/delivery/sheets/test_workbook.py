"""Every headline figure of the workbook, recalculated by an engine that is not ours."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pitchdeck.delivery.sheets.workbook import About, workbook
from pitchdeck.features.projection import parse, project
from tests.delivery.sheets.recalculated import Recalculated, differing

CASES = Path(__file__).parents[2] / "features" / "projection" / "cases" / "projection.json"
WORKED = {
    case["id"]: case["inputs"]
    for case in json.loads(CASES.read_text())["cases"]
    if case["kind"] == "pitch_projection"
}
ABOUT = About("=Title", "P-2026-0001", 1, "0123abc", "EUR", "Nordwind", datetime(2026, 11, 24, 9, tzinfo=UTC))
GAIN = {"units": 100, "delta": 2, "value": 42.6, "per": "week", "adoption": 0.55, "isolation": 0.6}
FADING = GAIN | {"ramp": 3, "hold": 12, "half_life": 12, "attrition": 0.2, "lag": 1, "confidence": 0.5}
COSTS: dict[str, dict[str, Any]] = {
    "one_off": {"amount": 4000, "month": 2},
    "one_off in time": {"kind": "one_off", "amount": 4000, "month": 36, "cash": False},
    "recurring": {"amount": 500, "month": 2, "months": 12},
    "recurring to the end": {"kind": "recurring", "amount": 500, "month": 2},
    "participant_time": {"people": 100, "hours": 3, "wage": 30, "burden": 0.42, "month": 2},
    "development": {"finished_hours": 4, "ratio": 71, "rate": 60, "month": 1},
    "development outside": {
        "kind": "development",
        "finished_hours": 4,
        "ratio": 71,
        "rate": 60,
        "cash": True,
    },
    "prorated": {"amount": 90000, "expected_users": 700, "used": 100, "month": 3},
    "msp_fixed": {"milestones": [[0, 9000], [4, 6000.5], [40, 99]], "contingency": 0.1},
    "msp_tm": {"roles": [[120, 80], [95.5, 40]], "expenses": 0.05, "month": 1, "months": 5},
    "msp_tm capped": {"kind": "msp_tm", "roles": [[120, 80]], "cap": 7000, "month": 1},
    "msp_retainer": {
        "fee": 4000,
        "months": 6,
        "hours_included": 40,
        "hours_used": [30, 55.5, 40],
        "overage_rate": 120,
        "month": 2,
    },
    "msp_retainer unstated": {"kind": "msp_retainer", "fee": 4000},
    "staff_aug": {
        "fte": 1.5,
        "day_rate": 600,
        "days_per_month": 18,
        "months": 4,
        "supervision_hours": 6,
        "supervisor_rate": 80,
        "month": 1,
    },
}
BENEFITS: dict[str, dict[str, Any]] = {
    "fading": FADING,
    "plain": GAIN,
    "negative": GAIN | {"delta": -2},
    "once": GAIN | {"per": "once", "kind": "time_to_competence", "redeployed": 0.5},
    "each quarter, for a while": GAIN | {"per": "quarter", "months": 7, "start": 5},
    "everybody leaves": GAIN | {"attrition": 1},
    "an average": GAIN | {"applies_to": "average", "per": "year"},
    "revenue": GAIN | {"kind": "sales_uplift", "margin": 0.3, "per": "month"},
    "utility": {"kind": "utility", "N": 40, "T": 2, "d": 0.4, "SDy": 9000},
    "of no worth": GAIN | {"isolation": 0},
    "after the horizon": GAIN | {"start": 60},
}


def book(data: dict[str, Any], folder: Path) -> Recalculated:
    inputs = parse(data)
    return Recalculated(workbook(inputs, project(inputs).figures, ABOUT), folder)


def check(data: dict[str, Any], folder: Path) -> None:
    assert differing(book(data, folder).figures(), project(parse(data))) == {}


@pytest.mark.parametrize("case", WORKED)
def test_a_worked_case(tmp_path: Path, case: str) -> None:
    check(WORKED[case], tmp_path)


@pytest.mark.parametrize("name", COSTS)
def test_a_kind_of_cost(tmp_path: Path, name: str) -> None:
    line = {"kind": name.split(maxsplit=1)[0], "label": name} | COSTS[name]
    check({"rate": 0.08, "launch": 2, "costs": [line], "benefits": [FADING]}, tmp_path)


@pytest.mark.parametrize("name", BENEFITS)
def test_a_kind_of_benefit(tmp_path: Path, name: str) -> None:
    costs = [{"kind": "one_off", "amount": 30_000}, {"kind": "recurring", "amount": 300}]
    check({"rate": 0.1, "launch": 2, "costs": costs, "benefits": [BENEFITS[name]]}, tmp_path)


def test_all_kinds_together_and_nothing_at_all(tmp_path: Path) -> None:
    costs = [{"kind": name.split()[0]} | line for name, line in COSTS.items()]
    check({"rate": 0.08, "launch": 1, "costs": costs, "benefits": list(BENEFITS.values())}, tmp_path)
    check({}, tmp_path)
    check({"costs": costs}, tmp_path)
    check({"benefits": [GAIN], "horizon": 6}, tmp_path)


CHANGES: dict[str, tuple[str, str, Any, str]] = {
    "a cost": ("C1", "amount", 12_345.67, "costs"),
    "its month": ("C1", "month", 7, "costs"),
    "to people's time": ("C1", "cash", False, "costs"),
    "adoption": ("B1", "adoption", 0.31, "benefits"),
    "the period": ("B1", "per", "quarter", "benefits"),
    "where it is seen": ("B1", "realisation", "cashable", "benefits"),
    "how long": ("B1", "months", 9, "benefits"),
    "the rate": ("", "rate", 0.2, ""),
    "the launch": ("", "launch", 6, ""),
    "the window": ("", "headline_months", 24, ""),
    "a shorter horizon": ("", "horizon", 18, ""),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_input_gives_the_engine_s_figures(tmp_path: Path, name: str) -> None:
    line, term, value, lines = CHANGES[name]
    data: dict[str, Any] = {
        "rate": 0.08,
        "costs": [{"kind": "one_off", "amount": 30_000}, {"kind": "recurring", "amount": 100}],
        "benefits": [FADING],
    }
    sheet = book(data, tmp_path)
    before = sheet.figures()
    sheet.change(line, term, value)
    target = data[lines][0] if lines else data
    target[term] = value
    assert sheet.figures() != before
    assert differing(sheet.figures(), project(parse(data))) == {}


def test_the_same_content_gives_the_same_bytes() -> None:
    inputs = parse(WORKED["edge-base"])
    assert len({workbook(inputs, project(inputs).figures, ABOUT) for _ in range(2)}) == 1


def test_no_text_can_run_as_a_formula(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://example.org")'
    line = {"kind": "one_off", "label": evil, "source": "@SUM(1)", "amount": 1}
    inputs = parse({"costs": [line], "benefits": [GAIN | {"name": "+1+1", "source": "-2"}]})
    content = workbook(inputs, project(inputs).figures, ABOUT)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name]
        texts = re.findall(r"<t[^>]*>([^<]*)</t>", parts.read("xl/sharedStrings.xml").decode())
    assert not any(
        "HYPERLINK" in formula for sheet in sheets for formula in re.findall(r"<f>(.*?)</f>", sheet)
    )
    assert [text for text in texts if text.startswith(("=", "+", "@", "-"))] == []
    assert Recalculated(content, tmp_path).value("Inputs", 1, 1) == "'=Title"


def test_the_sheets_and_what_they_say(tmp_path: Path) -> None:
    sheet = book(WORKED["edge-base"], tmp_path)
    assert sheet.names == ["Inputs", "Months", "Figures", "Kinds", "Read me"]
    told = {sheet.value("Read me", row, 1): sheet.value("Read me", row, 2) for row in range(4, 16)}
    assert told["Hash of the inputs"] == "0123abc"
    assert told["Pitch"] == "'=Title (P-2026-0001), revision 1"
    assert sheet.value("Inputs", 4, 3) == "horizon"
