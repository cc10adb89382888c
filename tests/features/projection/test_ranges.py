"""Ranges in the file format: bad, likely and good, in their order."""

from typing import Any

import pytest

from pitchdeck.features.projection import InputError, freeze, parse, project, thaw

COST = {"kind": "one_off", "amount": 1000}
BENEFIT = {"units": 10, "delta": 2, "value": 30, "adoption": 0.6, "isolation": 0.5}


def refused(*, cost: dict[str, Any] | None = None, benefit: dict[str, Any] | None = None) -> dict[str, str]:
    with pytest.raises(InputError) as refusal:
        parse({"costs": [COST | (cost or {})], "benefits": [BENEFIT | (benefit or {})]})
    return refusal.value.errors


@pytest.mark.parametrize(
    "benefit",
    [
        {"adoption_range": [0.4, 0.8]},
        {"adoption_range": [0.6, 0.6]},
        {"adoption_range": [0, 1], "independent": "another country"},
        {"delta_range": [-1, 5], "isolation_range": [0.5, 0.7]},
        {"delta": -2, "delta_range": [-3, -1], "adoption_range": [0.8, 0.4], "isolation_range": [0.9, 0.1]},
        {"applies_to": "average", "delta_range": [1, 3]},
    ],
)
def test_ranges_are_read_written_and_frozen(benefit: dict[str, Any]) -> None:
    inputs = parse(
        {"costs": [COST | {"overrun_range": [1.3, 0.95]}], "benefits": [BENEFIT | benefit], "seed": 7}
    )
    assert parse(inputs.to_data()) == inputs
    frozen = freeze(inputs, project(inputs))
    assert thaw(frozen.inputs_json) == inputs


def test_ranges_leave_the_projection_alone() -> None:
    plain = parse({"costs": [COST], "benefits": [BENEFIT]})
    ranged = parse(
        {
            "costs": [COST | {"overrun_range": [2, 0.5]}],
            "benefits": [BENEFIT | {"delta_range": [0, 9]}],
            "seed": 3,
            "roi_objective_pct": 25,
        }
    )
    assert project(ranged).figures == project(plain).figures


def test_what_nobody_gave_is_left_out_of_the_frozen_inputs() -> None:
    plain = parse({"costs": [COST], "benefits": [BENEFIT]})
    text = freeze(plain, project(plain)).inputs_json
    assert not any(word in text for word in ("range", "independent", "seed", "objective"))


@pytest.mark.parametrize(
    ("benefit", "field", "words"),
    [
        (
            {"adoption_range": [0.7, 0.8]},
            "adoption_range",
            "must be in the order bad ≤ likely ≤ good, but bad is 0.7, likely 0.6 and good 0.8",
        ),
        (
            {"delta_range": [1, 1.5]},
            "delta_range",
            "must be in the order bad ≤ likely ≤ good, but bad is 1, likely 2 and good 1.5",
        ),
        (
            {"isolation_range": [0.6, 0.4]},
            "isolation_range",
            "must be in the order bad ≤ likely ≤ good, but bad is 0.6, likely 0.5 and good 0.4",
        ),
        (
            {"delta": -2, "adoption_range": [0.4, 0.8]},
            "adoption_range",
            "must be in the order bad ≥ likely ≥ good, but bad is 0.4, likely 0.6 and good 0.8",
        ),
        (
            {"applies_to": "average", "adoption_range": [0.4, 0.8]},
            "adoption_range",
            "does not count for an average of all: leave it out",
        ),
        (
            {"adoption_range": [0.4, 1.2]},
            "adoption_range",
            "must lie between 0 and 1 (60 % is 0.6)",
        ),
        ({"delta_range": [1]}, "delta_range", "must be a pair of numbers"),
        ({"delta_range": "1 to 3"}, "delta_range", "must be a pair of numbers"),
    ],
)
def test_a_benefit_out_of_order_is_refused_in_words(benefit: dict[str, Any], field: str, words: str) -> None:
    assert refused(benefit=benefit) == {f"benefits[0].{field}": words}


@pytest.mark.parametrize("given", [[0.9, 0.8], [1.3, 1.1], [0.95, 1.3]])
def test_cost_runs_from_more_to_less(given: list[float]) -> None:
    bad, good = given
    assert refused(cost={"overrun_range": given}) == {
        "costs[0].overrun_range": "must be in the order bad ≥ likely ≥ good, "
        f"but bad is {bad:g}, likely 1 and good {good:g}"
    }


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5])
def test_a_seed_is_a_whole_number_of_32_bits(seed: float) -> None:
    with pytest.raises(InputError):
        parse({"seed": seed})
