import json
import math
from pathlib import Path

import pytest

from pitchdeck.features.projection import parse, project, waterfall

CASES = json.loads((Path(__file__).parent / "cases" / "projection.json").read_text())
PITCHES = [case for case in CASES["cases"] if case["kind"] == "pitch_projection"]
LINE = {"units": 100, "delta": 2, "value": 10, "per": "month"}


def levels(*lines: dict[str, object], cost: float = 500.0) -> tuple[float, ...]:
    inputs = parse({"costs": [{"kind": "one_off", "amount": cost}], "benefits": list(lines)})
    return waterfall(inputs, project(inputs)).levels


def test_each_step_takes_its_factor_away() -> None:
    found = levels(LINE | {"adoption": 0.5, "isolation": 0.6, "confidence": 0.8})
    assert found == pytest.approx((24_000, 12_000, 7_200, 5_760, 5_260))


def test_a_disbenefit_is_lessened_by_the_same_steps() -> None:
    found = levels(LINE | {"delta": -2, "adoption": 0.5, "isolation": 0.6, "confidence": 0.8})
    assert found == pytest.approx((-24_000, -12_000, -7_200, -5_760, -6_260))


def test_lines_of_both_signs_add_up() -> None:
    gain = LINE | {"adoption": 0.5, "confidence": 0.5}
    loss = LINE | {"delta": -1, "isolation": 0.1}
    found = levels(gain, loss)
    assert found == pytest.approx((12_000, 0, 10_800, 4_800, 4_300))


def test_an_average_of_all_loses_nothing_to_adoption() -> None:
    gross, adopted, *_ = levels(LINE | {"adoption": 0.5, "applies_to": "average"})
    assert gross == adopted


def test_all_other_factors_stay_in_the_gross() -> None:
    gross = levels(LINE | {"redeployed": 0.5, "margin": 0.5, "isolation": 0.1})[0]
    assert gross == pytest.approx(6_000)


@pytest.mark.parametrize("case", PITCHES, ids=lambda case: case["id"])
def test_the_last_level_is_the_net_of_the_headline(case: dict[str, dict[str, object]]) -> None:
    inputs = parse(case["inputs"])
    projection = project(inputs)
    found = waterfall(inputs, projection)
    assert found.net == projection.figures["net"].value
    assert found.benefit == projection.figures["headline_benefit"].value
    cost = projection.figures["headline_cost"].value or 0
    assert math.isclose(found.benefit - found.net, cost, abs_tol=1e-6)
