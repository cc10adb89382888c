import dataclasses
import hashlib
import json
from decimal import Decimal
from typing import Any

import pytest

from pitchdeck.features.projection import (
    ENGINE_VERSION,
    InputError,
    figures_document,
    freeze,
    inputs_hash,
    parse,
    project,
    recompute_differs,
    thaw,
)
from pitchdeck.features.projection.frozen import Frozen, canonical_json

EVERY_KIND: dict[str, Any] = {
    "horizon": 24,
    "rate": 0.08,
    "launch": 2,
    "costs": [
        {"kind": "one_off", "amount": 4000, "label": "100", "source": "quote 12", "category": "technology"},
        {"kind": "recurring", "amount": 49.9, "month": 1, "months": 6, "cash": False},
        {"kind": "participant_time", "people": 100, "hours": 6, "wage": 30, "burden": 0.42},
        {"kind": "development", "finished_hours": 4, "ratio": 71, "rate": 60, "cash": True},
        {"kind": "prorated", "amount": 56000, "expected_users": 110, "used": 25},
        {"kind": "msp_fixed", "milestones": [[0, 100], [3, 0.1]], "contingency": 0.1},
        {"kind": "msp_tm", "roles": [[90, 120], [120, 100]], "cap": 20000, "months": 3},
        {"kind": "msp_retainer", "fee": 900, "hours_included": 10, "hours_used": [12, 8], "overage_rate": 95},
        {"kind": "staff_aug", "fte": 0.5, "day_rate": 450, "days_per_month": 20, "months": 2},
    ],
    "benefits": [
        {
            "name": "1e5",
            "kind": "time_saved",
            "units": 100,
            "delta": 1 / 3,
            "per": "week",
            "value": 42.6,
            "adoption": 0.55,
            "isolation": 0.6,
            "confidence": 0.5,
            "redeployed": 0.5,
            "half_life": 12,
            "basis": "manager",
            "isolation_method": "trend_line",
        },
        {"kind": "sales_uplift", "value": 1e6, "margin": 0.2, "start": 4, "months": 1},
        {"kind": "utility", "N": 30, "T": 1, "d": 0.7, "SDy": 10000},
    ],
}


@pytest.fixture
def frozen() -> Frozen:
    inputs = parse(EVERY_KIND)
    return freeze(inputs, project(inputs))


def test_frozen_inputs_are_the_inputs(frozen: Frozen) -> None:
    assert thaw(frozen.inputs_json) == parse(EVERY_KIND)


def test_hash_runs_over_the_canonical_inputs(frozen: Frozen) -> None:
    assert frozen.hash == hashlib.sha256(frozen.inputs_json.encode()).hexdigest()
    assert frozen.hash == inputs_hash(frozen.inputs_json)
    assert frozen.engine_version == ENGINE_VERSION


def test_hash_does_not_depend_on_how_it_was_typed() -> None:
    one = parse({"rate": 0.10, "costs": [{"amount": 100, "kind": "one_off", "cash": True}]})
    same = parse({"costs": [{"kind": "one_off", "amount": 100.0, "month": 0}], "rate": 0.1, "horizon": 36})
    other = parse({"costs": [{"kind": "one_off", "amount": 100.01}], "rate": 0.1})
    hashes = [freeze(inputs, project(inputs)).hash for inputs in (one, same, other)]
    assert hashes[0] == hashes[1] != hashes[2]


def test_numbers_are_normalised_decimal_strings() -> None:
    text = canonical_json({"b": [1.50, 100, 1e15, -0.0, Decimal("2.50")], "a": True, "é": "1.50"})
    assert text == '{"a":true,"b":["1.5","100","1000000000000000","0","2.5"],"é":"1.50"}'


def test_figures_have_twelve_significant_digits(frozen: Frozen) -> None:
    for figure in json.loads(frozen.figures_json).values():
        if "value" in figure:
            assert len(Decimal(figure["value"]).normalize().as_tuple().digits) <= 12


def test_frozen_figures_recompute(frozen: Frozen) -> None:
    assert recompute_differs(frozen.inputs_json, frozen.figures_json) == []


def test_a_figure_that_was_changed_is_named(frozen: Frozen) -> None:
    figures = json.loads(frozen.figures_json)
    figures["npv"]["value"] = str(Decimal(figures["npv"]["value"]) * Decimal("1.00000001"))
    figures["irr"] = {"reason": "not_unique"}
    figures["invented"] = {"value": "1"}
    del figures["net"]
    assert recompute_differs(frozen.inputs_json, json.dumps(figures)) == ["invented", "irr", "net", "npv"]


def test_inputs_that_were_changed_change_figures(frozen: Frozen) -> None:
    changed = frozen.inputs_json.replace('"4000"', '"4001"')
    assert "headline_cost" in recompute_differs(changed, frozen.figures_json)


def test_broken_text_is_refused() -> None:
    with pytest.raises(InputError):
        thaw('{"costs":[{"kind":"one_off","amount":"NaN"}]}')
    with pytest.raises(ValueError, match="Expecting"):
        thaw("{")


def test_document_states_each_figure_once() -> None:
    document = figures_document(project(parse({"costs": [{"kind": "one_off", "amount": 5}]})))
    assert document["total_cost"] == {"value": 5.0}
    assert document["irr"] == {"reason": "no_sign_change"}
    assert {"total_benefit", "sign_changes", "roi_net_pct"} <= document.keys()
    json.dumps(document, allow_nan=False)


def test_inputs_cannot_be_changed_after_the_fact() -> None:
    inputs = parse({})
    with pytest.raises(dataclasses.FrozenInstanceError):
        inputs.__setattr__("rate", 0.1)
