"""Tiers: what each inherits, leaves out and asks, and what keeps two of them apart."""

from dataclasses import replace
from datetime import date

from pitchdeck.features.pitches.figures import (
    BenefitRow,
    Content,
    CostRow,
    Settings,
    frozen_tiers,
    keeping_tiers,
    of_tier,
    out_of_order,
    projected,
    revision_hash,
    tiers_of,
    with_tiers,
)
from pitchdeck.features.projection import freeze

SETTINGS = Settings("EUR", 2, 1, 0.08, 4260, "Controlling")
OUT: dict[str, object] = {"out": True}
TIME = CostRow("participant_time", "participant_time", "Time of those who learn", {"wage": 40, "burden": 0})
COACH = CostRow("one_off", "delivery_facilitation", "Coach", {"amount": 6000, "month": 2})
PLATFORM = CostRow("recurring", "technology", "Platform", {"amount": 500, "month": 2, "months": 12})
LAB = CostRow("one_off", "technology", "A lab", {"amount": 3000, "month": 3})
SAVED = BenefitRow(
    "time_saved",
    "Less rework",
    {"units": 100, "delta": 2, "value": 40, "per": "week", "isolation": 0.6, "confidence": 0.5}
    | {"basis": "manager", "adoption": 0.5, "redeployed": 0.5, "lag": 1},
    "Controlling",
)
CONTENT = Content(
    title="Rework",
    start_on=date(2026, 7, 1),
    people=100,
    hours_each=3,
    launch_month=2,
    isolation_plan="trend_line",
    costs=(TIME, COACH, PLATFORM, LAB),
    benefits=(SAVED,),
)
THREE = with_tiers(
    CONTENT,
    (
        {"minimum": {"people": 40}, "stretch": {"people": 150}},
        {"minimum": {"amount": 2500}},
        {},
        {"requested": OUT},
    ),
    ({"minimum": {"units": 40}, "stretch": {"units": 150}},),
)


def words(minor: int) -> str:
    return f"€{minor / 100:,.0f}"


def test_a_pitch_without_tiers_is_its_requested_tier() -> None:
    assert of_tier(CONTENT, "minimum") is CONTENT
    assert [tier.name for tier in tiers_of(CONTENT, SETTINGS)] == ["requested"]


def test_each_tier_inherits_overrides_and_leaves_out() -> None:
    minimum, requested, stretch = (of_tier(THREE, name) for name in ("minimum", "requested", "stretch"))

    assert [line.label for line in minimum.costs] == ["Time of those who learn", "Coach", "Platform"]
    assert [line.label for line in requested.costs] == ["Time of those who learn", "Coach", "Platform"]
    assert [line.label for line in stretch.costs][-1] == "A lab"
    assert minimum.costs[1].terms == {"amount": 2500, "month": 2}
    assert (minimum.people, requested.people, stretch.people) == (40, 100, 150)
    assert not minimum.has_tiers
    assert THREE.tiers == ("minimum", "stretch")


def test_asks_and_figures_of_three_tiers_by_hand() -> None:
    minimum, requested, stretch = tiers_of(THREE, SETTINGS)

    # Start in July: months 2 to 5 are of 2026 (4 × 500), 6 to 13 of 2027 (8 × 500).
    assert minimum.asks == {2026: 4_500_00, 2027: 4_000_00}
    assert requested.asks == {2026: 8_000_00, 2027: 4_000_00}
    assert stretch.asks == {2026: 11_000_00, 2027: 4_000_00}
    time = [tier.found.projection.figures["total_time_cost"].value for tier in (minimum, requested, stretch)]  # type: ignore[union-attr] # all three are made of lines
    assert time == [40 * 3 * 40, 100 * 3 * 40, 150 * 3 * 40]


def test_a_minimum_that_is_an_amount_is_split_as_the_ask_is() -> None:
    least, requested = tiers_of(replace(CONTENT, costs=(COACH, PLATFORM), minimum_minor=6_000_00), SETTINGS)

    assert requested.asks == {2026: 8_000_00, 2027: 4_000_00}
    assert least.asks == {2026: 4_000_00, 2027: 2_000_00}
    assert least.found is None


def test_tiers_out_of_order_are_named_with_year_and_amounts() -> None:
    def said(*costs: dict[str, dict[str, object]]) -> dict[str, str]:
        return out_of_order(tiers_of(with_tiers(CONTENT, costs, ({},)), SETTINGS), words)

    assert said({}, {"minimum": {"amount": 9000}}, {}, {})["minimum"] == (
        "The minimum asks €14,000 of 2026, more than the €11,000 requested. Leave a line out, or lower it."
    )
    assert said({}, {}, {"stretch": OUT}, {})["stretch"] == (
        "The stretch tier asks €9,000 of 2026, less than the €11,000 requested. "
        "It has to be the larger programme."
    )
    assert said({}, {"stretch": {"amount": 6000}}, {}, {})["stretch"] == (
        "The stretch tier comes to the same as what is requested. "
        "Change a line in it, or put every line back to “as requested”."
    )
    assert said({}, {"minimum": {"amount": 1000}}, {}, {"requested": OUT}) == {}


def test_forms_without_tiers_keep_those_of_their_lines() -> None:
    renamed = replace(COACH, label="Two coaches", terms={"amount": 6000, "month": 2})
    dearer = replace(LAB, terms={"amount": 3500, "month": 3})

    kept = keeping_tiers((PLATFORM, renamed, TIME, dearer), THREE.costs)

    assert [line.tiers for line in kept] == [
        {},
        {"minimum": {"amount": 2500}},
        {"minimum": {"people": 40}, "stretch": {"people": 150}},
        {"requested": OUT, "minimum": OUT},
    ]


def test_a_line_that_was_added_gets_no_tiers() -> None:
    other = CostRow("one_off", "evaluation", "A survey", {"amount": 700, "month": 9})

    assert keeping_tiers((TIME, COACH, PLATFORM, LAB, other), THREE.costs)[-1].tiers == {}
    assert keeping_tiers((TIME, other), THREE.costs)[-1].tiers == {}


def test_the_only_line_of_its_kind_may_change_in_every_word() -> None:
    other = replace(PLATFORM, label="Licences", terms={"amount": 700, "month": 3, "months": 6})
    before = (TIME, replace(PLATFORM, tiers={"stretch": OUT}))

    assert keeping_tiers((TIME, other), before)[-1].tiers == {"stretch": OUT}


def test_content_survives_its_way_through_json() -> None:
    assert Content.of_data(THREE.to_data()) == THREE
    old = {"kind": "one_off", "category": "technology", "label": "Lab", "terms": {"amount": 1}}
    assert Content.of_data({"title": "Old", "costs": [old]}).costs[0].tiers == {}


def test_the_hash_covers_what_the_tiers_ask_and_are_computed_from() -> None:
    found = projected(of_tier(THREE, "requested"), SETTINGS)
    inputs = freeze(found.inputs, found.projection).inputs_json
    facts = {"tiers": frozen_tiers(tiers_of(THREE, SETTINGS))}
    other = {"tiers": facts["tiers"] | {"minimum": facts["tiers"]["minimum"] | {"asks": {"2026": 1}}}}

    assert revision_hash(inputs, {}) == freeze(found.inputs, found.projection).hash
    assert len({revision_hash(inputs, each) for each in ({}, facts, other)}) == 3
