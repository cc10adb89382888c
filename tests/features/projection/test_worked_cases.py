import json
from pathlib import Path
from typing import Any

import pytest

from pitchdeck.features.projection import Actuals, Figure, Plan, parse, project, realised

CASES = json.loads((Path(__file__).parent / "cases" / "projection.json").read_text())["cases"]
PROJECTIONS = [case for case in CASES if case["kind"] == "pitch_projection"]
ACTUALS = [case for case in CASES if case["kind"] == "actuals"]


@pytest.mark.parametrize("case", PROJECTIONS, ids=lambda case: case["id"])
def test_projection_gives_the_worked_figures(case: dict[str, Any]) -> None:
    figures = project(parse(case["inputs"])).figures
    expected = dict(case["expected"])
    irr_status = expected.pop("irr_status")

    assert (figures["irr"].reason or "ok") == irr_status
    for name, value in expected.items():
        if value is None:
            assert figures[name].value is None, name
            assert figures[name].reason is not None, name
        else:
            assert figures[name].value == pytest.approx(value, rel=case["tolerance"], abs=1e-9), name


@pytest.mark.parametrize("case", ACTUALS, ids=lambda case: case["id"])
def test_actuals_give_the_worked_figures(case: dict[str, Any]) -> None:
    given = case["inputs"]
    result = realised(
        Plan(tuple(given["plan_cost"]), tuple(given["plan_benefit"])),
        Actuals(tuple(given["act_cost"]), tuple(given["act_benefit"])),
    )
    for name, value in case["expected"].items():
        figure = getattr(result, name.lower())
        found = figure.value if isinstance(figure, Figure) else figure
        assert found == pytest.approx(value, rel=case["tolerance"]), name


def test_all_worked_cases_are_run() -> None:
    assert len(PROJECTIONS) + len(ACTUALS) == len(CASES)
