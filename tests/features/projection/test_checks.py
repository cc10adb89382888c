from dataclasses import replace
from typing import Any

import pytest

from pitchdeck.features.projection import CATEGORIES, CheckContext, check, parse

GOOD_CONTEXT = CheckContext(
    goal_linked=True,
    measure_agreed=True,
    sponsor_asked=True,
    sponsor_accepted=True,
    nothing_else=True,
    recipients_set=True,
    claims_on_measure=0.8,
    objective_levels=frozenset({1, 2, 3, 4}),
)
GOOD_BENEFIT = {
    "name": "Calls shorter",
    "kind": "time_saved",
    "source": "finance's table 2026",
    "basis": "manager",
    "isolation_method": "control_group",
    "confidence": 0.5,
    "redeployed": 0.5,
}
LEARNERS = {"kind": "participant_time", "people": 10, "hours": 2, "wage": 30}


def outcome(
    context: CheckContext = GOOD_CONTEXT,
    benefit: dict[str, Any] | None = None,
    costs: list[dict[str, Any]] | None = None,
    **terms: Any,
) -> dict[str, str]:
    """What does not pass, by key."""
    line = GOOD_BENEFIT | (benefit or {})
    inputs = parse({"costs": costs or [LEARNERS], "benefits": [line], **terms})
    return {one.key: one.level for one in check(inputs, context) if one.level != "pass"}


def test_a_good_pitch_passes_every_check() -> None:
    assert outcome() == {}


@pytest.mark.parametrize(
    ("context", "key", "level"),
    [
        ({"goal_linked": False}, "goal", "block"),
        ({"measure_agreed": False}, "target", "warn"),
        ({"sponsor_asked": False}, "sponsor_asked", "block"),
        ({"sponsor_accepted": False}, "sponsor_accepted", "warn"),
        ({"claims_on_measure": 1.2}, "claims", "block"),
        ({"one_measure_in_several_lines": True}, "double_counting", "warn"),
        ({"objective_levels": frozenset({1, 2, 3})}, "objectives", "warn"),
        ({"measure_is_revenue": True}, "margin", "block"),
        ({"intangibles_valued": True}, "intangibles", "block"),
        ({"nothing_else": False}, "cost_categories", "block"),
        ({"recipients_set": False}, "recipients", "warn"),
        ({"uncounted": ("Calls is not counted: its units must be a number.",)}, "counted", "block"),
        ({"beyond_record": ("Calls shorter",)}, "track_record", "block"),
        ({"large": True, "options_compared": True}, "ranges", "block"),
    ],
)
def test_context_that_breaks_a_rule(context: dict[str, Any], key: str, level: str) -> None:
    assert outcome(replace(GOOD_CONTEXT, **context)) == {key: level}


@pytest.mark.parametrize(
    ("benefit", "key", "level"),
    [
        ({"basis": None}, "basis", "block"),
        ({"source": ""}, "value_source", "warn"),
        ({"isolation_method": None}, "isolation_method", "block"),
        ({"isolation_method": "none"}, "isolation_method", "block"),
        ({"confidence": 1}, "confidence", "block"),
        ({"confidence": 1, "basis": "own_measured_result"}, "confidence", "block"),
        ({"kind": "sales_uplift"}, "margin", "block"),
        ({"redeployed": None}, "redeployed", "warn"),
    ],
)
def test_benefit_that_breaks_a_rule(benefit: dict[str, Any], key: str, level: str) -> None:
    assert outcome(benefit=benefit) == {key: level}


@pytest.mark.parametrize(
    ("terms", "key", "level"),
    [
        ({"headline_months": 24}, "window", "block"),
        ({"horizon": 11}, "partial_window", "warn"),
        ({"costs": [{"kind": "one_off", "amount": 5}]}, "participant_time", "warn"),
        ({"costs": [LEARNERS | {"hours": 0}]}, "participant_time", "warn"),
        ({"costs": [LEARNERS, {"kind": "one_off", "amount": 5, "month": 40}]}, "within_horizon", "warn"),
    ],
)
def test_inputs_that_break_a_rule(terms: dict[str, Any], key: str, level: str) -> None:
    assert outcome(**terms) == {key: level}


def test_an_assumption_without_a_source_is_no_value() -> None:
    assert outcome(benefit={"basis": "assumption", "source": ""}) == {
        "value_source": "warn",
        "value_data": "block",
    }


def test_what_lifts_a_block() -> None:
    assert outcome(replace(GOOD_CONTEXT, claims_on_measure=1.2, claims_apportioned=True)) == {}
    assert outcome(replace(GOOD_CONTEXT, long_term_agreed=True), headline_months=24) == {}
    assert outcome(replace(GOOD_CONTEXT, measure_is_revenue=True), benefit={"margin": 0.2}) == {}
    assert outcome(replace(GOOD_CONTEXT, one_measure_in_several_lines=True, populations_differ=True)) == {}
    measured = {"confidence": 1, "basis": "own_measured_result"}
    assert outcome(replace(GOOD_CONTEXT, controlled_result_attached=True), benefit=measured) == {}
    addressed = [{"kind": "one_off", "amount": 0, "category": category} for category in CATEGORIES]
    large = replace(GOOD_CONTEXT, large=True)
    ranged = [LEARNERS | {"overrun_range": [1.2, 0.9]}]
    assert outcome(large, costs=ranged) == {"options": "block"}
    assert outcome(replace(large, options_compared=True), costs=ranged) == {}
    assert outcome(replace(large, options_compared=True), benefit={"delta_range": [0.5, 2]}) == {}
    assert outcome(replace(GOOD_CONTEXT, nothing_else=False), costs=[LEARNERS, *addressed]) == {}


def test_claims_of_exactly_the_gap_pass() -> None:
    assert outcome(replace(GOOD_CONTEXT, claims_on_measure=0.1 * 3 + 0.7)) == {}


def test_a_pitch_without_a_benefit_needs_no_sponsor() -> None:
    context = replace(GOOD_CONTEXT, sponsor_asked=False, sponsor_accepted=False)
    found = check(parse({"costs": [LEARNERS]}), context)
    assert all(one.level == "pass" for one in found)


def test_sentences_name_what_is_meant() -> None:
    inputs = parse({"costs": [LEARNERS], "benefits": [GOOD_BENEFIT | {"basis": None}]})
    sentences = {one.key: one.sentence for one in check(inputs, replace(GOOD_CONTEXT, claims_on_measure=1.2))}
    assert sentences["basis"] == "Say where the estimate comes from: Calls shorter."
    assert "120 %" in sentences["claims"]
    counted = {
        one.key: one.sentence
        for one in check(inputs, replace(GOOD_CONTEXT, uncounted=("A is not counted yet.", "B neither.")))
    }
    assert counted["counted"] == "A is not counted yet. B neither."
    assert all(sentence.endswith(".") for sentence in sentences.values())
