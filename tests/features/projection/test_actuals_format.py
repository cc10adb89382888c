import json
from pathlib import Path
from typing import Any

import pytest

from pitchdeck.features.projection import InputError, parse_actuals, realised, realised_document

CASES = json.loads((Path(__file__).parent / "cases" / "projection.json").read_text())["cases"]
ACTUALS = [case for case in CASES if case["kind"] == "actuals"]


@pytest.mark.parametrize("case", ACTUALS, ids=lambda case: case["id"])
def test_worked_case_is_printed_under_its_names(case: dict[str, Any]) -> None:
    document = realised_document(realised(*parse_actuals(case["inputs"])))
    for name, value in case["expected"].items():
        assert document[name]["value"] == pytest.approx(value, rel=case["tolerance"]), name


def test_a_null_is_a_missing_reading() -> None:
    plan, actuals = parse_actuals({"plan_cost": [1], "plan_benefit": [0, 5, 5], "act_benefit": [0, None, 2]})
    assert list(actuals.benefit) == [0, None, 2]
    assert realised_document(realised(plan, actuals))["missing_readings"] == {"value": 1}


def test_reasons_are_printed() -> None:
    document = realised_document(realised(*parse_actuals({})))
    assert document["cost_ratio"] == {"reason": "no_plan_to_date"}


def test_bad_fields_are_named() -> None:
    with pytest.raises(InputError) as refused:
        parse_actuals({"plan_cost": [-1], "act_cost": [None], "act_benefit": ["5"], "spent": 1})
    assert set(refused.value.errors) == {"plan_cost", "act_cost", "act_benefit", "spent"}
    with pytest.raises(InputError):
        parse_actuals([])  # type: ignore[arg-type]  # what a file may hold is not what the type says
